package io.ctpfeed.source.ctp;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.ctpfeed.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.UnsafeApi;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;
import org.rationalityfrontline.jctp.CThostFtdcTraderApi;
import org.rationalityfrontline.jctp.jctpJNI;

/**
 * The native libraries, loaded once a process after what would crash it has been checked: platform, the locale
 * zh_CN.GB18030 (without it a static initialiser of jctp's library throws and takes the JVM down), the API's version.
 *
 * @param marketDataVersion as the library says of itself
 * @param traderVersion likewise
 * @param standIn whether it is a stand-in, which gives an invented market
 */
public record CtpLibrary(String marketDataVersion, String traderVersion, boolean standIn) {
    /** The vendor's version that jctp and the layouts here belong to. */
    static final String EXPECTED_VERSION = "v6.7.8";

    private static final String LOCALE = "zh_CN.GB18030";
    private static final int LC_ALL_MASK = 8127;

    /**
     * Loads the libraries, or says in one line why they cannot be.
     *
     * @param standInAllowed only where everybody knows that the market is invented
     */
    public static CtpLibrary load(boolean standInAllowed) {
        if (!Platform.isLinux() || !Platform.is64Bit() || !Platform.isIntel()) {
            throw new SourceUnavailableException("the CTP library runs on Linux x86-64 only, this is "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "; run ctpfeed there");
        }
        if (!localeExists()) {
            throw new SourceUnavailableException("locale " + LOCALE + " is missing, the CTP library would crash;"
                    + " run: apt-get install locales && localedef -i zh_CN -f GB18030 " + LOCALE);
        }
        if (!jctpJNI.libraryLoaded()) {
            throw new SourceUnavailableException("the CTP library could not be loaded from "
                    + System.getProperty("java.io.tmpdir")
                    + "; if that is mounted noexec, set -Djava.io.tmpdir and -Djna.tmpdir to a directory that is not");
        }
        String version = CThostFtdcMdApi.GetApiVersion();
        String traderVersion = CThostFtdcTraderApi.GetApiVersion();
        boolean standIn = !isVendors(version) || !isVendors(traderVersion);
        if (standIn && !standInAllowed) {
            throw new SourceUnavailableException("the CTP library loaded says \""
                    + (isVendors(version) ? traderVersion : version)
                    + "\" instead of " + EXPECTED_VERSION + "...: an invented market must not go out as real;"
                    + " unset LD_LIBRARY_PATH (" + System.getenv("LD_LIBRARY_PATH") + ") and -Djava.library.path ("
                    + System.getProperty("java.library.path") + ")");
        }
        return new CtpLibrary(version, traderVersion, standIn);
    }

    /** File of the library that serves a native API object: where its vtable's first function lies; empty if unknown. */
    static String fileServing(long apiAddress) {
        long function = UnsafeApi.getLong(UnsafeApi.getLong(apiAddress));
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                int dash = line.indexOf('-');
                int space = line.indexOf(' ');
                long from = Long.parseUnsignedLong(line.substring(0, dash), 16);
                long to = Long.parseUnsignedLong(line.substring(dash + 1, space), 16);
                if (function >= from && function < to) {
                    int path = line.indexOf('/');
                    return path < 0 ? "" : line.substring(path);
                }
            }
        } catch (IOException e) {
            return ""; // it is for the log only
        }
        return "";
    }

    private static boolean isVendors(String version) {
        return version != null && version.startsWith(EXPECTED_VERSION);
    }

    private static boolean localeExists() {
        Function newlocale = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("newlocale");
        Pointer locale = newlocale.invokePointer(new Object[] {LC_ALL_MASK, LOCALE, null});
        return locale != null;
    }
}
