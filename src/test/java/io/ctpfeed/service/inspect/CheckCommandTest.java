package io.ctpfeed.service.inspect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class CheckCommandTest {
    private final CheckCommand check = new CheckCommand(null, null, null, 0);

    @Test
    void whoMendsDoesSoAloneAndWhoLooksDoesNot() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        assertTrue(check.exclusive(json.objectNode().put("fix", true)));
        assertFalse(check.exclusive(json.objectNode().put("fix", false)));
        assertFalse(check.exclusive(json.objectNode()));
    }
}
