package io.ctpfeed.component;

import org.apache.camel.spi.Metadata;

/** Names of the headers that {@code ctp:} sets and reads. */
public final class CtpHeaders {
    @Metadata(description = "The account the ticks came from, or the operation was done on", javaType = "String")
    public static final String ACCOUNT = "CtpAccount";

    @Metadata(label = "consumer", description = "Number of ticks in the body", javaType = "int")
    public static final String BATCH_SIZE = "CtpBatchSize";

    @Metadata(
            label = "producer",
            description = "The operation to do instead of the endpoint's; read only with allowOperationHeader=true",
            javaType = "io.ctpfeed.component.CtpOperation")
    public static final String OPERATION = "CtpOperation";

    @Metadata(label = "producer", description = "snapshot: the instrument to ask for", javaType = "String")
    public static final String INSTRUMENT_ID = "CtpInstrumentId";

    @Metadata(
            label = "producer",
            description = "snapshot: CTP's ProductClass to ask for where no instrument is named",
            javaType = "String")
    public static final String PRODUCT_CLASS = "CtpProductClass";

    @Metadata(
            label = "producer",
            description = "subscribe, unsubscribe: how many instruments of the body were new, or were there;"
                    + " queryInstruments, snapshot: how many came",
            javaType = "int")
    public static final String COUNT = "CtpCount";

    private CtpHeaders() {}
}
