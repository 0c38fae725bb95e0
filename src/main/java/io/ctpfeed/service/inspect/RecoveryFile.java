package io.ctpfeed.service.inspect;

import io.ctpfeed.service.KeptFile;
import io.ctpfeed.subscription.Recovery;
import io.ctpfeed.subscription.RecoveryHistory;
import java.nio.file.Path;
import java.util.Objects;

/** Where recovery's memory is kept: a service that ends and comes back in a loop must not try more often than one that stays. */
final class RecoveryFile {
    private RecoveryFile() {}

    static KeptFile<RecoveryHistory> at(Path file) {
        return new KeptFile<>(
                file,
                RecoveryHistory.class,
                RecoveryHistory.NONE,
                history -> {
                    Objects.requireNonNull(history.accounts(), "no accounts");
                    new Recovery(history); // or it is nothing to go on from
                },
                "what recovery tried before is forgotten");
    }
}
