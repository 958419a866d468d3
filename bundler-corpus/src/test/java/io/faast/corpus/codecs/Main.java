package io.faast.corpus.codecs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.xerial.snappy.BitShuffle;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyInputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Compression: native libraries for many platforms, classes found by names of instances. */
public final class Main {
  private static final byte[] TEXT = text();

  private Main() {}

  // All that there is under any name is to work, also what is out of fashion.
  @SuppressWarnings("deprecation")
  public static void main(String[] args) {
    Cases cases = new Cases();
    for (int level : new int[] {1, 9, 19, -3}) {
      cases.add("zstd " + level, () -> Cases.text(Zstd.compress(TEXT, level)));
    }
    cases.add(
        "zstd back", () -> Arrays.equals(TEXT, Zstd.decompress(Zstd.compress(TEXT), TEXT.length)));
    cases.add(
        "zstd direct",
        () -> {
          ByteBuffer in = ByteBuffer.allocateDirect(TEXT.length).put(TEXT).flip();
          return Zstd.compress(in, 3).remaining();
        });
    cases.add(
        "zstd dictionary",
        () -> {
          byte[] dictionary = Arrays.copyOf(TEXT, 2000);
          byte[] small = Zstd.compress(TEXT, new ZstdDictCompress(dictionary, 3));
          return small.length
              + Cases.text(Zstd.decompress(small, new ZstdDictDecompress(dictionary), TEXT.length));
        });
    cases.add(
        "zstd train",
        () -> {
          com.github.luben.zstd.ZstdDictTrainer trainer =
              new com.github.luben.zstd.ZstdDictTrainer(100_000, 2_000);
          for (int i = 0; i < 200; i++) {
            trainer.addSample(
                ("sample number " + i + " of many with text").getBytes(StandardCharsets.UTF_8));
          }
          return trainer.trainSamples().length;
        });
    cases.add(
        "zstd stream",
        () -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (ZstdOutputStream zstd = new ZstdOutputStream(out, 5).setChecksum(true)) {
            zstd.write(TEXT);
          }
          return new ZstdInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes();
        });
    cases.add("zstd broken", () -> Zstd.decompress(new byte[] {1, 2, 3, 4, 5}, 10));
    cases.add(
        "zstd broken stream",
        () -> new ZstdInputStream(new ByteArrayInputStream(new byte[20])).read());
    cases.add(
        "snappy",
        () ->
            Cases.text(Snappy.compress(TEXT))
                + Snappy.uncompress(Snappy.compress(TEXT)).length
                + Snappy.getNativeLibraryVersion().isEmpty());
    cases.add(
        "snappy shuffle",
        () ->
            Cases.text(BitShuffle.shuffle(new int[] {1, 2, 3, 4, 5, 6, 7, 8}))
                + Arrays.toString(
                    Snappy.uncompressDoubleArray(Snappy.compress(new double[] {1, 2}))));
    cases.add("snappy broken", () -> Snappy.uncompress(new byte[] {9, 9, 9}));
    cases.add(
        "snappy streams",
        () -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (OutputStream snappy = new SnappyOutputStream(out)) {
            snappy.write(TEXT);
          }
          ByteArrayOutputStream framed = new ByteArrayOutputStream();
          try (OutputStream snappy = new SnappyFramedOutputStream(framed)) {
            snappy.write(TEXT);
          }
          return Cases.text(
                  new SnappyInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes())
              + Cases.text(
                  new SnappyFramedInputStream(new ByteArrayInputStream(framed.toByteArray()))
                      .readAllBytes());
        });
    for (LZ4Factory factory :
        List.of(
            LZ4Factory.nativeInstance(),
            LZ4Factory.unsafeInstance(),
            LZ4Factory.safeInstance(),
            LZ4Factory.fastestInstance(),
            LZ4Factory.fastestJavaInstance())) {
      cases.add(
          "lz4 " + factory,
          () -> {
            byte[] fast = factory.fastCompressor().compress(TEXT);
            byte[] high = factory.highCompressor(12).compress(TEXT);
            return Cases.text(fast)
                + Cases.text(high)
                + Cases.text(factory.fastDecompressor().decompress(fast, TEXT.length))
                + Cases.text(factory.safeDecompressor().decompress(high, TEXT.length));
          });
      cases.add(
          "lz4 broken " + factory,
          () -> factory.safeDecompressor().decompress(new byte[] {-1, 1}, 10));
    }
    for (XXHashFactory factory :
        List.of(
            XXHashFactory.nativeInstance(),
            XXHashFactory.unsafeInstance(),
            XXHashFactory.safeInstance())) {
      cases.add(
          "xxhash " + factory,
          () ->
              factory.hash32().hash(TEXT, 0, 99, 7)
                  + " "
                  + factory.hash64().hash(TEXT, 0, 99, 7)
                  + factory.newStreamingHash64(1).getValue());
    }
    cases.add(
        "lz4 frame",
        () -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (OutputStream lz4 = new LZ4FrameOutputStream(out)) {
            lz4.write(TEXT);
          }
          return new LZ4FrameInputStream(new ByteArrayInputStream(out.toByteArray()))
              .readAllBytes();
        });
    CompressorStreamFactory compressors = new CompressorStreamFactory();
    cases.add(
        "names",
        () ->
            new TreeSet<>(compressors.getInputStreamCompressorNames())
                + " "
                + new TreeSet<>(compressors.getOutputStreamCompressorNames())
                + CompressorStreamFactory.findAvailableCompressorInputStreamProviders().keySet());
    for (String name :
        List.of(
            "gz",
            "bzip2",
            "xz",
            "lzma",
            "pack200",
            "deflate",
            "snappy-framed",
            "lz4-block",
            "lz4-framed",
            "zstd",
            "br",
            "z",
            "deflate64",
            "none")) {
      cases.add(
          "compressor " + name,
          () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream stream = compressors.createCompressorOutputStream(name, out)) {
              stream.write(TEXT);
            }
            byte[] small = out.toByteArray();
            InputStream back =
                compressors.createCompressorInputStream(name, new ByteArrayInputStream(small));
            return small.length + Cases.text(back.readAllBytes());
          });
      cases.add(
          "broken " + name,
          () ->
              compressors
                  .createCompressorInputStream(
                      name, new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))
                  .readAllBytes());
    }
    cases.add(
        "detect",
        () -> CompressorStreamFactory.detect(new ByteArrayInputStream(Zstd.compress(TEXT))));
    for (String name : List.of("zip", "tar", "jar", "cpio", "ar", "arj", "dump", "7z", "rar")) {
      cases.add("archive " + name, () -> archive(name));
    }
    for (SevenZMethod method :
        List.of(
            SevenZMethod.LZMA2,
            SevenZMethod.BZIP2,
            SevenZMethod.DEFLATE,
            SevenZMethod.LZMA,
            SevenZMethod.COPY,
            SevenZMethod.BCJ_X86_FILTER)) {
      cases.add("7z " + method, () -> sevenZ(method));
    }
    cases.finish();
  }

  private static byte[] text() {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    while (text.length() < 20_000) {
      text.append("word").append(random.nextInt(50)).append(' ');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String archive(String name) throws Exception {
    ArchiveStreamFactory factory = new ArchiveStreamFactory("UTF-8");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveOutputStream<ArchiveEntry> archive = factory.createArchiveOutputStream(name, out)) {
      archive.putArchiveEntry(entry(name));
      archive.write(TEXT);
      archive.closeArchiveEntry();
    }
    byte[] bytes = out.toByteArray();
    try (ArchiveInputStream<?> in =
        factory.createArchiveInputStream(name, new ByteArrayInputStream(bytes))) {
      ArchiveEntry entry = in.getNextEntry();
      return ArchiveStreamFactory.detect(new ByteArrayInputStream(bytes))
          + entry.getName()
          + Cases.text(in.readAllBytes())
          + in.getClass().getSimpleName();
    }
  }

  private static ArchiveEntry entry(String name) {
    switch (name) {
      case "tar":
        TarArchiveEntry entry = new TarArchiveEntry("ä.txt");
        entry.setSize(TEXT.length);
        return entry;
      case "ar":
        return new ArArchiveEntry("a.txt", TEXT.length);
      case "cpio":
        CpioArchiveEntry cpio = new CpioArchiveEntry("a.txt");
        cpio.setSize(TEXT.length);
        return cpio;
      default:
        return new ZipArchiveEntry("a.txt");
    }
  }

  private static String sevenZ(SevenZMethod method) throws Exception {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (SevenZOutputFile file = new SevenZOutputFile(channel)) {
      file.setContentCompression(method);
      file.putArchiveEntry(file.createArchiveEntry(java.nio.file.Path.of("."), "x"));
      file.closeArchiveEntry();
    }
    byte[] bytes = Arrays.copyOf(channel.array(), (int) channel.size());
    try (SevenZFile file =
        SevenZFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      return file.getNextEntry().getName() + bytes.length;
    }
  }
}
