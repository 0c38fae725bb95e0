package io.ctpfeed.component;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account in JMX, under a name that no edit of a route changes:
 * {@code org.apache.camel:context=CONTEXT,type=accounts,name="ACCOUNT"}. Any thread.
 */
@ManagedResource(description = "Managed CTP account")
public final class AccountMBean {
    private static final Logger LOG = LoggerFactory.getLogger(AccountMBean.class);

    private final MarketDataSource source;
    private final ReaderCounters counters;

    AccountMBean(MarketDataSource source, ReaderCounters counters) {
        this.source = source;
        this.counters = counters;
    }

    /** Does nothing where the context is not managed. */
    static void register(CamelContext context, AccountMBean account) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent != null) {
            try {
                agent.register(account, name(context, agent, account.getAccount()), true);
            } catch (JMException e) {
                LOG.warn("account {}: cannot be seen in JMX", account.getAccount(), e);
            }
        }
    }

    static void unregister(CamelContext context, String account) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent != null) {
            try {
                agent.unregister(name(context, agent, account));
            } catch (JMException e) {
                LOG.debug("account {}: was not in JMX", account, e);
            }
        }
    }

    @ManagedAttribute(description = "Name of the account")
    public String getAccount() {
        return source.account();
    }

    @ManagedAttribute(description = "Where the session with the front stands")
    public String getState() {
        return source.state().name();
    }

    @ManagedAttribute(description = "When it came to that state (ISO 8601, UTC)")
    public String getStateSince() {
        return String.valueOf(status().since());
    }

    @ManagedAttribute(description = "Why it is in that state")
    public String getReason() {
        return status().reason();
    }

    @ManagedAttribute(description = "Trading day of the login (yyyyMMdd)")
    public String getTradingDay() {
        return status().tradingDay();
    }

    @ManagedAttribute(description = "Instruments that ought to be subscribed")
    public int getWanted() {
        return status().wanted();
    }

    @ManagedAttribute(description = "Instruments asked for in this session")
    public int getRequested() {
        return status().requested();
    }

    @ManagedAttribute(description = "Instruments acknowledged in this session")
    public int getAcknowledged() {
        return status().acknowledged();
    }

    @ManagedAttribute(description = "Instruments with a tick in this session")
    public int getTicking() {
        return status().ticking();
    }

    @ManagedAttribute(description = "Ticks handed to the route")
    public long getTicksTotal() {
        return counters.ticks();
    }

    @ManagedAttribute(description = "Ticks a second, over the last second")
    public double getTicksPerSecond() {
        return counters.ticksPerSecond();
    }

    @ManagedAttribute(description = "Ticks that wait in the ring")
    public int getRingDepth() {
        return counters.ringDepth();
    }

    @ManagedAttribute(description = "Ticks the ring can hold")
    public int getRingCapacity() {
        return counters.ringCapacity();
    }

    @ManagedAttribute(description = "Ticks lost because the ring was full")
    public long getRingOverflows() {
        return counters.ringOverflows();
    }

    @ManagedAttribute(description = "Exchanges handed to the route")
    public long getExchanges() {
        return counters.exchanges();
    }

    @ManagedAttribute(description = "Exchanges that failed and whose ticks were offered again one by one")
    public long getFailedExchanges() {
        return counters.failedExchanges();
    }

    @ManagedAttribute(description = "Ticks that failed by themselves too and were passed over")
    public long getFailedTicks() {
        return counters.failedTicks();
    }

    @ManagedAttribute(description = "Mean number of ticks in an exchange")
    public double getBatchMean() {
        return counters.batchMean();
    }

    @ManagedOperation(description = "Logs out and in again with a new API instance")
    public void restartSource() {
        source.restart();
    }

    @ManagedOperation(description = "Logs out; it stays so until started by hand, whatever is reloaded")
    public void stopSource() {
        source.stop();
    }

    @ManagedOperation(description = "Connects and logs in, also where the account was blocked for its credentials")
    public void startSource() {
        if (source.state() == SourceState.STOPPED || source.state() == SourceState.BLOCKED) {
            source.start();
        }
    }

    private SourceStatus status() {
        return source.status();
    }

    private static ObjectName name(CamelContext context, ManagementAgent agent, String account) throws JMException {
        return new ObjectName(agent.getMBeanObjectDomainName() + ":context=" + context.getManagementName()
                + ",type=accounts,name=" + ObjectName.quote(account));
    }
}
