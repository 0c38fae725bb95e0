package io.ctpfeed.quality;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps {@link TickPace} over restarts: a mark with a version, products and instruments with the counters
 * that are not zero, a checksum. Written beside its place and moved there. Stateless.
 */
final class PaceFile {
    private static final Logger LOG = LoggerFactory.getLogger(PaceFile.class);
    /** "PACE", then the version. */
    private static final long MARK = 0x50414345_00000001L;

    private static final int CHECKSUM = Long.BYTES;
    /** Instruments that ticked so long before the latest are expired, and left out. */
    private static final long EXPIRED_NANOS = 30L * 86_400_000_000_000L;

    private PaceFile() {}

    static void write(Path file, TickPace pace) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(MARK);
        for (Map.Entry<String, Integer> product : pace.products().entrySet()) {
            out.writeUTF(product.getKey());
            for (int part = 0; part < TickPace.PARTS; part++) {
                write(out, pace.productCounts(product.getValue(), part));
            }
        }
        out.writeUTF("");
        int count = pace.instruments().size();
        long latest = 0;
        for (int i = 0; i < count; i++) {
            latest = Math.max(latest, pace.stamped(i));
        }
        for (int i = 0; i < count; i++) {
            if (pace.stamped(i) != 0 && pace.stamped(i) > latest - EXPIRED_NANOS) {
                out.writeUTF(pace.instruments().get(i).id());
                out.writeLong(pace.stamped(i));
                for (int part = 0; part < TickPace.PARTS; part++) {
                    write(out, pace.counts(i, part));
                }
            }
        }
        out.writeUTF("");
        byte[] body = bytes.toByteArray();
        out.writeLong(checksum(body, body.length));
        WholeFile.write(file, bytes.toByteArray());
    }

    static boolean read(Path file, TickPace pace) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - CHECKSUM;
            if (length < Long.BYTES || ByteBuffer.wrap(bytes, length, CHECKSUM).getLong() != checksum(bytes, length)) {
                throw new IOException("cut short or damaged");
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
            if (in.readLong() != MARK) {
                throw new IOException("of another version");
            }
            read(in, pace);
            return true;
        } catch (IOException e) {
            LOG.warn("{} cannot be used ({}); the pace of instruments is learned anew", file, e.getMessage());
            return false;
        }
    }

    private static void read(DataInputStream in, TickPace pace) throws IOException {
        for (String product = in.readUTF(); !product.isEmpty(); product = in.readUTF()) {
            for (int part = 0; part < TickPace.PARTS; part++) {
                pace.putProduct(product, part, counts(in));
            }
        }
        for (String id = in.readUTF(); !id.isEmpty(); id = in.readUTF()) {
            Instrument instrument = pace.instruments().of(id);
            pace.putStamped(instrument.index(), in.readLong());
            for (int part = 0; part < TickPace.PARTS; part++) {
                pace.put(instrument.index(), part, counts(in));
            }
        }
    }

    private static void write(DataOutputStream out, short[] counts) throws IOException {
        short[] now = counts == null ? new short[0] : Arrays.copyOf(counts, counts.length);
        int filled = 0;
        for (short count : now) {
            filled += count == 0 ? 0 : 1;
        }
        out.writeByte(filled);
        for (int i = 0; i < now.length; i++) {
            if (now[i] != 0) {
                out.writeByte(i);
                out.writeShort(now[i]);
            }
        }
    }

    private static short[] counts(DataInputStream in) throws IOException {
        int filled = in.readUnsignedByte();
        if (filled == 0) {
            return null;
        }
        short[] counts = new short[Gaps.BUCKETS];
        for (int i = 0; i < filled; i++) {
            int bucket = in.readUnsignedByte();
            if (bucket >= counts.length) {
                throw new IOException("counter " + bucket + " of " + counts.length);
            }
            counts[bucket] = in.readShort();
        }
        return counts;
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
