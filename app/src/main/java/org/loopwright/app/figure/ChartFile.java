package org.loopwright.app.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/// A chart as a file, in its size on paper.
///
/// @param chart drawn in points
/// @param width in millimetres
/// @param height in millimetres
public record ChartFile(JFreeChart chart, double width, double height) {
    /// Points of a millimetre.
    static final double POINTS = 72 / 25.4;

    private static final double DOTS_AN_INCH = 300;

    /// Writes `name.png`, `name.svg` and `name.pdf` into `folder`.
    public void write(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            ImageIO.write(image(), "png", folder.resolve(name + ".png").toFile());
            Files.writeString(folder.resolve(name + ".svg"), svg(), StandardCharsets.UTF_8);
            pdf(folder.resolve(name + ".pdf"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "figure " + name + " can't be written into " + folder + ": " + e.getMessage(), e);
        }
    }

    private Rectangle2D area() {
        return new Rectangle2D.Double(0, 0, width * POINTS, height * POINTS);
    }

    private BufferedImage image() {
        double scale = DOTS_AN_INCH / 72;
        BufferedImage image = new BufferedImage(
                (int) Math.round(area().getWidth() * scale),
                (int) Math.round(area().getHeight() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.transform(AffineTransform.getScaleInstance(scale, scale));
        chart.draw(graphics, area());
        graphics.dispose();
        return image;
    }

    /// The chart as SVG text.
    public String svg() {
        Document document = GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        SVGGraphics2D graphics = new SVGGraphics2D(document);
        graphics.setSVGCanvasSize(
                new java.awt.Dimension((int) Math.round(area().getWidth()), (int) Math.round(area().getHeight())));
        chart.draw(graphics, area());
        try (StringWriter text = new StringWriter()) {
            graphics.stream(text, true);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pdf(Path file) throws IOException {
        float wide = (float) area().getWidth();
        float high = (float) area().getHeight();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(wide, high));
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, wide, high);
            chart.draw(graphics, area());
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getTranslateInstance(0, 0));
                content.drawForm(graphics.getXFormObject());
            }
            document.save(file.toFile());
        }
    }
}
