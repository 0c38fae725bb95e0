package io.ctpfeed.service.duty;

import java.util.List;

/** Ends the service so that it is started anew, after a look whether it would come back. */
public interface ServiceEnd {
    /** Why it might not come back, a line each; empty if all is well. */
    List<String> obstacles();

    /** Returns at once. */
    void end();
}
