package io.ctpfeed.component;

import io.ctpfeed.source.MarketDataSource;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Ticks of China's futures markets from a CTP account, and operations on that account.
 *
 * <p>As a consumer it hands over what the account's ring holds at that moment, as one exchange. The session with the
 * front belongs to the account: suspending or reloading the route leaves it as it is, stopping the route logs out.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "ctp",
        title = "CTP",
        syntax = "ctp:account",
        category = {Category.MESSAGING},
        headersClass = CtpHeaders.class)
public class CtpEndpoint extends DefaultEndpoint implements EndpointServiceLocation {
    @UriParam
    private CtpConfiguration configuration;

    public CtpEndpoint(String uri, CtpComponent component, CtpConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        CtpConsumer consumer = new CtpConsumer(this, processor, getSource());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() throws Exception {
        return new CtpProducer(this, getSource());
    }

    @Override
    public CtpComponent getComponent() {
        return (CtpComponent) super.getComponent();
    }

    public CtpConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(CtpConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getAccount();
    }

    @Override
    public String getServiceProtocol() {
        return "ctp";
    }

    /** The account's source; one line that names the accounts there are if it is unknown. */
    private MarketDataSource getSource() {
        return getComponent().source(configuration.getAccount());
    }
}
