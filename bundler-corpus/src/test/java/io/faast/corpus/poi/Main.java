package io.faast.corpus.poi;

import io.faast.corpus.Cases;
import java.io.*;
import java.util.*;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.opc.*;
import org.apache.poi.poifs.crypt.*;
import org.apache.poi.poifs.filesystem.*;
import org.apache.poi.ss.usermodel.*;
import org.apache.poi.ss.util.*;
import org.apache.poi.xddf.usermodel.chart.*;
import org.apache.poi.xslf.usermodel.*;
import org.apache.poi.xssf.usermodel.*;
import org.apache.poi.xwpf.usermodel.*;

/** Apache POI: spreadsheets and documents in XML by generated types, formulas, encryption. */
@SuppressWarnings("unchecked")
public final class Main {
  static void fill(Workbook wb) {
    Sheet s = wb.createSheet("Data");
    CellStyle style = wb.createCellStyle();
    Font font = wb.createFont();
    font.setBold(true);
    font.setColor(IndexedColors.RED.getIndex());
    style.setFont(font);
    style.setFillForegroundColor(IndexedColors.YELLOW.getIndex());
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    style.setBorderTop(BorderStyle.THIN);
    CellStyle date = wb.createCellStyle();
    date.setDataFormat(wb.getCreationHelper().createDataFormat().getFormat("d mmm yyyy"));
    for (int r = 0; r < 5; r++) {
      Row row = s.createRow(r);
      Cell a = row.createCell(0);
      a.setCellValue("row " + r);
      a.setCellStyle(style);
      row.createCell(1).setCellValue(r * 1.5);
      Cell d = row.createCell(2);
      d.setCellValue(new GregorianCalendar(2020, 1, r + 1));
      d.setCellStyle(date);
      row.createCell(3).setCellFormula("SUM(B1:B" + (r + 1) + ")");
      row.createCell(4).setCellValue(r % 2 == 0);
    }
    s.addMergedRegion(new CellRangeAddress(6, 7, 0, 2));
    s.createFreezePane(1, 1);
  }

  static final String[] FORMULAS = {
    "SUM(B1:B5)",
    "VLOOKUP(\"row 2\",A1:B5,2,FALSE)",
    "TEXT(C1,\"yyyy-mm-dd\")",
    "IF(B2>1,\"big\",\"small\")",
    "IRR({-100,30,40,50})",
    "NETWORKDAYS(DATE(2020,1,1),DATE(2020,2,1))",
    "CONCATENATE(A1,\"-\",B2)",
    "SUBSTITUTE(A1,\"row\",\"line\")",
    "SUMPRODUCT(B1:B5,B1:B5)",
    "1/0",
    "INDIRECT(\"B3\")",
    "OFFSET(B1,2,0)",
    "STDEV(B1:B5)",
    "MATCH(3,B1:B5,0)",
    "COUNTIF(A1:A5,\"row*\")",
    "NOSUCH(1)",
    "ROMAN(1999)",
    "WEEKNUM(C1)",
    "BESSELJ(1,2)",
    "DEC2HEX(255)",
    "XLOOKUP(\"row 1\",A1:A5,B1:B5)",
    "TEXTJOIN(\",\",TRUE,A1:A3)",
    "AVERAGEIFS(B1:B5,A1:A5,\"row*\")",
    "PMT(0.01,12,1000)",
    "COMPLEX(1,2)",
    "TREND({1,2,3},{1,2,3},{4})"
  };

  static String evaluate(Workbook wb) {
    FormulaEvaluator e = wb.getCreationHelper().createFormulaEvaluator();
    StringBuilder b = new StringBuilder();
    for (String f : FORMULAS) {
      try {
        Cell c = wb.getSheetAt(0).createRow(20).createCell(9);
        c.setCellFormula(f);
        CellValue v = e.evaluate(c);
        b.append(f).append('=').append(v.formatAsString()).append('\n');
        e.clearAllCachedResultValues();
      } catch (Exception x) {
        b.append(f).append(" !").append(x.getClass().getName() + x.getMessage()).append('\n');
      }
    }
    return b.toString();
  }

  static byte[] bytes(Workbook wb) throws IOException {
    ByteArrayOutputStream o = new ByteArrayOutputStream();
    wb.write(o);
    return o.toByteArray();
  }

  static String dump(InputStream in) throws IOException {
    DataFormatter f = new DataFormatter(Locale.GERMANY);
    StringBuilder b = new StringBuilder();
    try (Workbook wb = WorkbookFactory.create(in)) {
      b.append(wb.getClass().getSimpleName());
      for (Sheet s : wb) {
        b.append(s.getSheetName()).append(s.getMergedRegions());
        for (Row r : s)
          for (Cell c : r)
            b.append(f.formatCellValue(c, wb.getCreationHelper().createFormulaEvaluator()))
                .append('|');
      }
    }
    return b.toString();
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    byte[][] made = new byte[4][];
    cases.add(
        "xssf",
        () -> {
          XSSFWorkbook wb = new XSSFWorkbook();
          fill(wb);
          made[0] = bytes(wb);
          return dump(new ByteArrayInputStream(made[0]));
        });
    cases.add(
        "hssf",
        () -> {
          HSSFWorkbook wb = new HSSFWorkbook();
          fill(wb);
          made[1] = bytes(wb);
          return dump(new ByteArrayInputStream(made[1]));
        });
    cases.add(
        "xssf formulas", () -> evaluate(WorkbookFactory.create(new ByteArrayInputStream(made[0]))));
    cases.add(
        "hssf formulas", () -> evaluate(WorkbookFactory.create(new ByteArrayInputStream(made[1]))));
    cases.add(
        "chart",
        () -> {
          XSSFWorkbook wb = new XSSFWorkbook(new ByteArrayInputStream(made[0]));
          XSSFSheet s = wb.getSheetAt(0);
          XSSFDrawing d = s.createDrawingPatriarch();
          XSSFChart c = d.createChart(d.createAnchor(0, 0, 0, 0, 5, 5, 10, 15));
          c.setTitleText("T");
          XDDFCategoryAxis x = c.createCategoryAxis(AxisPosition.BOTTOM);
          XDDFValueAxis y = c.createValueAxis(AxisPosition.LEFT);
          XDDFChartData data = c.createData(ChartTypes.LINE, x, y);
          data.addSeries(
                  XDDFDataSourcesFactory.fromStringCellRange(s, new CellRangeAddress(0, 4, 0, 0)),
                  XDDFDataSourcesFactory.fromNumericCellRange(s, new CellRangeAddress(0, 4, 1, 1)))
              .setTitle("s", null);
          c.plot(data);
          byte[] b = bytes(wb);
          return new XSSFWorkbook(new ByteArrayInputStream(b))
              .getSheetAt(0)
              .getDrawingPatriarch()
              .getCharts()
              .get(0)
              .getTitleText();
        });
    cases.add(
        "encrypt",
        () -> {
          StringBuilder b = new StringBuilder();
          for (EncryptionMode m : List.of(EncryptionMode.agile, EncryptionMode.standard)) {
            POIFSFileSystem fs = new POIFSFileSystem();
            EncryptionInfo info = new EncryptionInfo(m);
            Encryptor e = info.getEncryptor();
            e.confirmPassword("pw");
            try (OutputStream o = e.getDataStream(fs)) {
              o.write(made[0]);
            }
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            fs.writeFilesystem(o);
            POIFSFileSystem r = new POIFSFileSystem(new ByteArrayInputStream(o.toByteArray()));
            Decryptor d = Decryptor.getInstance(new EncryptionInfo(r));
            b.append(m).append(d.verifyPassword("no")).append(d.verifyPassword("pw"));
            b.append(dump(d.getDataStream(r)).length());
          }
          return b;
        });
    cases.add(
        "docx",
        () -> {
          XWPFDocument d = new XWPFDocument();
          XWPFParagraph p = d.createParagraph();
          p.setAlignment(ParagraphAlignment.CENTER);
          XWPFRun r = p.createRun();
          r.setText("Hello");
          r.setBold(true);
          r.setFontSize(20);
          XWPFTable t = d.createTable(2, 2);
          t.getRow(0).getCell(0).setText("c");
          d.createHeader(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT)
              .createParagraph()
              .createRun()
              .setText("head");
          d.createFootnote().createParagraph().createRun().setText("foot");
          d.createStyles();
          ByteArrayOutputStream o = new ByteArrayOutputStream();
          d.write(o);
          made[2] = o.toByteArray();
          XWPFDocument x = new XWPFDocument(new ByteArrayInputStream(made[2]));
          return new org.apache.poi.xwpf.extractor.XWPFWordExtractor(x).getText();
        });
    cases.add(
        "pptx",
        () -> {
          XMLSlideShow s = new XMLSlideShow();
          XSLFSlide l = s.createSlide();
          XSLFTextBox b = l.createTextBox();
          b.setAnchor(new java.awt.Rectangle(10, 10, 300, 100));
          b.setText("Title");
          XSLFTable t = l.createTable(2, 2);
          t.getCell(0, 0).setText("cell");
          l.createAutoShape().setShapeType(org.apache.poi.sl.usermodel.ShapeType.STAR_5);
          ByteArrayOutputStream o = new ByteArrayOutputStream();
          s.write(o);
          made[3] = o.toByteArray();
          XMLSlideShow x = new XMLSlideShow(new ByteArrayInputStream(made[3]));
          StringBuilder r = new StringBuilder();
          for (XSLFShape sh : x.getSlides().get(0).getShapes())
            r.append(sh.getShapeName()).append(sh.getClass().getSimpleName());
          java.awt.image.BufferedImage img = new java.awt.image.BufferedImage(200, 150, 1);
          x.getSlides().get(0).draw(img.createGraphics());
          int sum = 0;
          for (int i = 0; i < 200; i++) sum += img.getRGB(i, i % 150);
          return r + "" + (sum != 0);
        });
    cases.add(
        "extractor",
        () -> {
          StringBuilder b = new StringBuilder();
          for (byte[] m : made)
            try (var e =
                org.apache.poi.extractor.ExtractorFactory.createExtractor(
                    new ByteArrayInputStream(m))) {
              b.append(e.getClass().getSimpleName())
                  .append(e.getText().length())
                  .append(e.getText().hashCode());
            }
          return b;
        });
    cases.add(
        "garbage",
        () ->
            WorkbookFactory.create(
                new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})));
    cases.add(
        "broken xml",
        () -> org.openxmlformats.schemas.spreadsheetml.x2006.main.CTWorksheet.Factory.parse("<x"));
    cases.add(
        "validate",
        () -> {
          var d =
              org.openxmlformats.schemas.spreadsheetml.x2006.main.WorksheetDocument.Factory.parse(
                  "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='x'/></sheetData></worksheet>");
          List<Object> errors = new ArrayList<>();
          boolean v =
              d.validate(
                  new org.apache.xmlbeans.XmlOptions().setErrorListener((Collection) errors));
          return v + "" + errors;
        });
    cases.add(
        "formats",
        () -> {
          DataFormatter f = new DataFormatter(Locale.FRANCE);
          StringBuilder b = new StringBuilder();
          for (String s :
              List.of(
                  "0.00",
                  "#,##0.00",
                  "0%",
                  "0.00E+00",
                  "# ?/?",
                  "d/m/yy h:mm",
                  "[Red]-0",
                  "@",
                  "\"x\"0",
                  "[h]:mm",
                  "dddd mmmm",
                  "_($* #,##0_)")) b.append(f.formatRawCellContents(43831.5, -1, s)).append('|');
          return b;
        });
    cases.finish();
  }

  static org.apache.poi.ss.SpreadsheetVersion SpreadsheetVersion() {
    return org.apache.poi.ss.SpreadsheetVersion.EXCEL2007;
  }
}
