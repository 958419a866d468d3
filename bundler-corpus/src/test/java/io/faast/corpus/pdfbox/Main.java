package io.faast.corpus.pdfbox;

import io.faast.corpus.Cases;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.cmap.CMap;
import org.apache.fontbox.cmap.CMapParser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.multipdf.Splitter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.DateConverter;

/** PDFBox: font metrics, glyph lists and character maps by name, filters, encryption, rendering. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    byte[] pdf = document();
    cases.add("text", () -> text(pdf, ""));
    for (Standard14Fonts.FontName name : Standard14Fonts.FontName.values()) {
      cases.add(
          "font " + name.getName(),
          () -> {
            PDFont font = new PDType1Font(name);
            return font.getBoundingBox()
                + " "
                + font.getAverageFontWidth()
                + " "
                + font.getWidth(65);
          });
    }
    for (String name :
        List.of(
            "Identity-H",
            "UniJIS-UTF16-H",
            "GBK-EUC-V",
            "KSCms-UHC-H",
            "Adobe-Japan1-UCS2",
            "ETen-B5-H",
            "No-Such-Map")) {
      cases.add("cmap " + name, () -> cmap(name));
    }
    cases.add(
        "glyphs",
        () ->
            GlyphList.getAdobeGlyphList().toUnicode("Aacute")
                + GlyphList.getZapfDingbats().toUnicode("a100")
                + GlyphList.getAdobeGlyphList().codePointToName(0x20ac)
                + WinAnsiEncoding.INSTANCE.getName(128));
    for (int bits : new int[] {40, 128, 256}) {
      for (boolean aes : new boolean[] {true, false}) {
        cases.add("encrypted " + bits + " " + aes, () -> encrypted(pdf, bits, aes));
      }
    }
    cases.add("wrong password", () -> text(protect(pdf, 128, true), "wrong"));
    cases.add("broken", () -> text("%PDF-1.4 nothing".getBytes(StandardCharsets.US_ASCII), ""));
    cases.add("cut off", () -> text(java.util.Arrays.copyOf(pdf, pdf.length / 2), ""));
    cases.add("render", () -> render(pdf));
    cases.add("images", Main::images);
    cases.add("merge and split", () -> mergeAndSplit(pdf));
    cases.add("form", Main::form);
    cases.add("no glyph", () -> new PDType1Font(Standard14Fonts.FontName.HELVETICA).encode("漢"));
    cases.add("embedded", Main::embedded);
    cases.add(
        "font by name",
        () -> {
          COSDictionary dictionary = new COSDictionary();
          dictionary.setItem(COSName.TYPE, COSName.FONT);
          dictionary.setItem(COSName.SUBTYPE, COSName.TYPE1);
          dictionary.setName(COSName.BASE_FONT, "Symbol");
          return PDFontFactory.createFont(dictionary).getStringWidth("α");
        });
    for (Locale locale : List.of(Locale.US, Locale.FRANCE)) {
      cases.add(
          "dates " + locale,
          () -> {
            Calendar date = DateConverter.toCalendar("D:20240229123456+01'00'");
            return DateConverter.toISO8601(date) + String.format(locale, " %tB", date);
          });
    }
    cases.finish();
  }

  private static byte[] document() throws Exception {
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(1L);
      PDPage page = new PDPage(PDRectangle.A5);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.TIMES_ITALIC), 14);
        content.newLineAtOffset(40, 400);
        content.showText("Größe: 5 € – naïve café");
        content.endText();
        content.setNonStrokingColor(Color.ORANGE);
        content.addRect(50, 50, 100, 80);
        content.fill();
      }
      PDDocumentOutline outline = new PDDocumentOutline();
      PDOutlineItem item = new PDOutlineItem();
      item.setTitle("First");
      item.setDestination(page);
      outline.addLast(item);
      document.getDocumentCatalog().setDocumentOutline(outline);
      document.getDocumentInformation().setTitle("Títle");
      return saved(document);
    }
  }

  private static byte[] saved(PDDocument document) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static String text(byte[] pdf, String password) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf, password)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document) + document.getDocumentInformation().getTitle();
    }
  }

  private static String cmap(String name) throws Exception {
    CMap map = new CMapParser().parsePredefined(name);
    return map.getName()
        + map.getRegistry()
        + map.getOrdering()
        + map.getWMode()
        + map.toCID(new byte[] {0x30, 0x42})
        + map.toUnicode(500);
  }

  private static byte[] protect(byte[] pdf, int bits, boolean aes) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      AccessPermission permission = new AccessPermission();
      permission.setCanPrint(false);
      StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "üser", permission);
      policy.setEncryptionKeyLength(bits);
      policy.setPreferAES(aes);
      document.protect(policy);
      return saved(document);
    }
  }

  private static String encrypted(byte[] pdf, int bits, boolean aes) throws Exception {
    byte[] secret = protect(pdf, bits, aes);
    try (PDDocument document = Loader.loadPDF(secret, "üser")) {
      return document.getEncryption().getVersion()
          + " "
          + document.getEncryption().getRevision()
          + " "
          + document.getCurrentAccessPermission().canPrint()
          + text(secret, "owner");
    }
  }

  private static String render(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 40);
      return image.getWidth()
          + "x"
          + image.getHeight()
          + " "
          + Integer.toHexString(image.getRGB(40, image.getHeight() - 40));
    }
  }

  private static List<Object> images() throws Exception {
    BufferedImage colour = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    colour.setRGB(3, 3, 0x80ff0000);
    BufferedImage black = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_BINARY);
    black.setRGB(2, 2, 0xffffffff);
    BufferedImage rgb = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    List<Object> found = new ArrayList<>();
    try (PDDocument document = new PDDocument()) {
      for (PDImageXObject image :
          List.of(
              LosslessFactory.createFromImage(document, colour),
              CCITTFactory.createFromImage(document, black),
              JPEGFactory.createFromImage(document, rgb))) {
        found.add(image.getSuffix() + image.getColorSpace() + image.getBitsPerComponent());
        found.add(image.getImage().getRGB(2, 2));
        found.add(image.getStream().getFilters());
      }
    }
    return found;
  }

  private static String mergeAndSplit(byte[] pdf) throws Exception {
    try (PDDocument first = Loader.loadPDF(pdf);
        PDDocument second = Loader.loadPDF(pdf)) {
      new PDFMergerUtility().appendDocument(first, second);
      int pages = new Splitter().split(first).size();
      return pages + " " + first.getDocumentCatalog().getDocumentOutline().getOpenCount();
    }
  }

  private static Map<String, String> form() throws Exception {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDTextField field = new PDTextField(form);
      field.setPartialName("name");
      field.setMultiline(true);
      form.getFields().add(field);
      field.getCOSObject().setString(COSName.V, "väl");
      try (PDDocument again = Loader.loadPDF(saved(document))) {
        PDTextField read = (PDTextField) again.getDocumentCatalog().getAcroForm().getField("name");
        return Map.of(read.getFieldType() + read.isMultiline(), read.getValue());
      }
    }
  }

  private static String embedded() throws Exception {
    String name = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    try (PDDocument document = new PDDocument();
        InputStream font = PDDocument.class.getResourceAsStream(name)) {
      PDPage page = new PDPage();
      document.addPage(page);
      PDType0Font type0 = PDType0Font.load(document, font, true);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(type0, 12);
        content.newLineAtOffset(10, 10);
        content.showText("Ελληνικά fi");
        content.endText();
      }
      return type0.getName().replaceAll("^[A-Z]+\\+", "") + text(saved(document), "");
    }
  }
}
