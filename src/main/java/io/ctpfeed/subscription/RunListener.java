package io.ctpfeed.subscription;

/** Told about once a second how far a run got, on the run's thread. */
@FunctionalInterface
public interface RunListener {
    RunListener NONE = progress -> {};

    void progress(RunProgress progress);
}
