package io.ctpfeed.standin;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.scijava.nativelib.JniExtractor;
import org.scijava.nativelib.NativeLoader;

/**
 * Puts the stand-in library in the place of the vendor's two libraries, for this JVM.
 *
 * <p>jctp loads {@code thostmduserapi_se}, {@code thosttraderapi_se} and {@code jctp}, in this order, by
 * native-lib-loader, which extracts each from jctp's jar. Asked for one of the first two, the loader is given the file of
 * the stand-in instead; jctp's own library still comes from its jar. It needs the other two by file name, and the dynamic
 * linker takes for them what is already in the process under that soname: the stand-in has a soname, the vendor's
 * libraries have none. So no argument of the JVM and no environment variable is needed, and the vendor's libraries never
 * get into the process.
 *
 * <p>The files are looked for in the directory that the system property {@value #DIRECTORY_PROPERTY} names, else in
 * {@code native} beside the classes or the jar, where the Maven build puts them ({@code target/native}). They are in no
 * package: an invented market must never go out as real.
 */
public final class StandInLibrary {
    /** System property: the directory that holds the two libraries. */
    public static final String DIRECTORY_PROPERTY = "ctpfeed.standin.library";
    /** What {@code GetApiVersion()} of both APIs says when they are the stand-in's. */
    public static final String VERSION = "ctpfeed stand-in 6.7.8 (invented market)";

    private static final List<String> NAMES = List.of("thostmduserapi_se", "thosttraderapi_se");

    private StandInLibrary() {}

    /**
     * Makes the coming load of jctp use the stand-in. Must run before the first use of a class of jctp; later calls do
     * nothing. May be called from any thread.
     *
     * @throws IllegalStateException if a library is missing, or jctp is already loaded with another one
     */
    public static synchronized void use() {
        JniExtractor present = NativeLoader.getJniExtractor();
        if (present instanceof StandInExtractor) {
            return;
        }
        Path directory = directory();
        for (String name : NAMES) {
            Path file = file(directory, name);
            if (!Files.isReadable(file)) {
                throw new IllegalStateException(
                        "stand-in library: no file " + file + "; build it (mvn process-classes) or"
                                + " name its directory with -D" + DIRECTORY_PROPERTY + "=DIRECTORY");
            }
        }
        if (isMapped("/libjctp.so") && !isMapped(file(directory, NAMES.get(0)).toString())) {
            throw new IllegalStateException("stand-in library: jctp is already loaded with another library;"
                    + " call StandInLibrary.use() before the first use of jctp");
        }
        NativeLoader.setJniExtractor(new StandInExtractor(directory, present));
    }

    private static Path directory() {
        String named = System.getProperty(DIRECTORY_PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        try {
            var location =
                    StandInLibrary.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(location.toURI()).resolveSibling("native");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(
                    "stand-in library: the classes' place is no file; name the library's directory with -D"
                            + DIRECTORY_PROPERTY + "=DIRECTORY",
                    e);
        }
    }

    private static Path file(Path directory, String name) {
        return directory.resolve("lib" + name + ".so");
    }

    private static boolean isMapped(String path) {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.anyMatch(line -> line.endsWith(path));
        } catch (IOException e) {
            return false; // no such file system: not Linux, where no stand-in loads anyway
        }
    }

    private record StandInExtractor(Path directory, JniExtractor others) implements JniExtractor {
        @Override
        public File extractJni(String libraryPath, String name) throws IOException {
            return NAMES.contains(name) ? file(directory, name).toFile() : others.extractJni(libraryPath, name);
        }

        @Override
        public void extractRegistered() throws IOException {
            others.extractRegistered();
        }
    }
}
