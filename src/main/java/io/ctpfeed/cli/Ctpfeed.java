package io.ctpfeed.cli;

/** The command line; filled in later today. */
public final class Ctpfeed {
    private Ctpfeed() {}

    public static void main(String[] args) {}
}
