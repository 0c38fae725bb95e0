package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.RouteSet.Placed;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Gives single entries of route files to Camel's YAML loader. Stateless. */
final class Fragments {
    private Fragments() {}

    /** Adds one entry to a context, as if the file held nothing else but what applies to the whole file. */
    static void load(CamelContext context, Placed placed) throws Exception {
        String location = "file:" + placed.file().path();
        String text = placed.file().only(List.of(placed.item()));
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(location, text));
    }
}
