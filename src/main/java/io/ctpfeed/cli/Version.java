package io.ctpfeed.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours, from the jar's manifest, and Java's. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String ours = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "ctpfeed " + (ours == null ? "(not packaged)" : ours),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
