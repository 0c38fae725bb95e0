package io.ctpfeed.service.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands in JMX, for Hawtio: {@code org.apache.camel:context=CONTEXT,type=commands,name="feed"}. Each runs the very command
 * of {@code ./ctpfeed}, waits for it, and answers with its last line. Any thread.
 */
@ManagedResource(description = "The commands of ./ctpfeed")
public final class OperatorCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommands.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandServer commands;

    public OperatorCommands(CommandServer commands) {
        this.commands = commands;
    }

    /** Does nothing where the context is not managed. */
    public void register(CamelContext context) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        try {
            agent.register(
                    this,
                    new ObjectName(agent.getMBeanObjectDomainName() + ":context=" + context.getManagementName()
                            + ",type=commands,name=" + ObjectName.quote("feed")),
                    true);
        } catch (JMException e) {
            LOG.warn("commands cannot be seen in JMX", e);
        }
    }

    @ManagedOperation(description = "Where the feed stands: accounts, routes, failover, delivery, gaps")
    public String status() {
        return commands.run("status", none()).get(0);
    }

    @ManagedOperation(description = "Makes another account active: that one, or the next best where the name is empty")
    public String failover(String account) {
        return last("failover", of(account));
    }

    @ManagedOperation(description = "Makes the first choice active again")
    public String failback() {
        return last("failback", none());
    }

    @ManagedOperation(description = "Brings an account, or all where the name is empty, to what it should subscribe")
    public String subscribe(String account) {
        return last("subscribe", of(account));
    }

    @ManagedOperation(
            description = "Compares what is subscribed with what should be, of an account or of all; changes nothing")
    public String check(String account) {
        return last("check", of(account));
    }

    @ManagedOperation(
            description = "Asks for what is missing, restarts an account that is silent: once, within the limits")
    public String mend(String account) {
        return last("check", of(account).put("fix", true));
    }

    @ManagedOperation(description = "Does the restart before a session now; refused within one")
    public String premarket() {
        return last("premarket", none());
    }

    @ManagedOperation(description = "Logs an account out; it stays so, over restarts too, until it is started")
    public String stopAccount(String account) {
        return last("account", of(account).put("action", "stop"));
    }

    @ManagedOperation(description = "Starts an account and its route, also where it was blocked for its credentials")
    public String startAccount(String account) {
        return last("account", of(account).put("action", "start"));
    }

    private String last(String command, ObjectNode arguments) {
        var lines = commands.run(command, arguments);
        return lines.get(lines.size() - 1);
    }

    private static ObjectNode none() {
        return JSON.createObjectNode();
    }

    private static ObjectNode of(String account) {
        return account == null || account.isBlank() ? none() : none().put("account", account.strip());
    }
}
