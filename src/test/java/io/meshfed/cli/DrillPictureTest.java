package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.StepReport;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("a drill as text and as a picture")
class DrillPictureTest {

    @TempDir private Path folder;

    private static Map<String, Object> drill(String mesh, int seconds) {
        Map<String, Object> drill = new LinkedHashMap<>();
        drill.put("mesh", mesh);
        drill.put("peer", "west");
        drill.put("service", "shop/kube-info");
        drill.put("verdict", "passed");
        drill.put("restored", true);
        drill.put("requests", seconds * 20);
        drill.put("lost", 3);
        drill.put("failover", Map.of("lost", 3, "firstSeconds", 0.4, "steadySeconds", 1.2));
        drill.put("return", Map.of("lost", 0));
        drill.put(
                "moments",
                List.of(
                        Map.of("at", 5.2, "what", "scaled to 0"),
                        Map.of("at", 5.4, "what", "no pod left")));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            String who = second < 5 ? mesh : "west";
            rows.add(
                    Map.of(
                            "second",
                            second,
                            "answers",
                            second == 5 ? Map.of(mesh, 4, who, 12, "x", 1) : Map.of(who, 20),
                            "failed",
                            second == 5 ? 3 : 0));
        }
        drill.put("seconds", rows);
        return drill;
    }

    private static RunReport report(Map<String, Object> drill) {
        StepReport step = StepReport.of("failover-drill").withData("drill", drill);
        return RunReport.of("failover-drill", "shop", List.of(step), new TreeMap<>());
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    @Test
    @DisplayName(
            "the picture is valid XML, with a bar for who answered and a line for what was done")
    void picture() throws Exception {
        Document svg = parsed(DrillPicture.of(drill("east", 10)));

        assertEquals("svg", svg.getDocumentElement().getTagName());
        assertEquals(
                Map.of("page", 1, "local", 7, "peer", 6, "others", 2, "failed", 2),
                classes(svg, "rect"));
        assertEquals(Map.of("axis", 2, "mark", 2), classes(svg, "line"));
        assertTrue(texts(svg).contains("scaled to 0"), texts(svg)::toString);
        assertTrue(
                texts(svg)
                        .contains(
                                "3 of 200 requests lost; every request answered by the peer after 1.2s"),
                texts(svg)::toString);
    }

    @Test
    @DisplayName("nothing is drawn outside of it, however long the drill was")
    void within() throws Exception {
        for (int seconds : new int[] {0, 1, 199, 1000}) {
            NodeList bars =
                    parsed(DrillPicture.of(drill("east", seconds))).getElementsByTagName("rect");
            assertTrue(bars.getLength() < 900, "too many: " + bars.getLength());
            for (int i = 0; i < bars.getLength(); i++) {
                Element bar = (Element) bars.item(i);
                double x = Double.parseDouble(bar.getAttribute("x"));
                double y = Double.parseDouble(bar.getAttribute("y"));
                double right = x + Double.parseDouble(bar.getAttribute("width"));
                double bottom = y + Double.parseDouble(bar.getAttribute("height"));
                assertTrue(x >= 0 && y >= 0 && right <= 900 && bottom <= 360, bar::toString);
            }
        }
    }

    @Test
    @DisplayName("names are text in it, whatever they look like")
    void escaped() throws Exception {
        String mesh = "<script>alert(1)</script>&\"'";
        String svg = DrillPicture.of(drill(mesh, 10));

        assertFalse(svg.contains("<script"), svg);
        assertTrue(texts(parsed(svg)).contains(mesh));
    }

    @Test
    @DisplayName("it suits dark pages too")
    void dark() {
        assertTrue(DrillPicture.of(drill("east", 10)).contains("prefers-color-scheme: dark"));
    }

    @Test
    @DisplayName("a folder gets a file of a fixed name; what cannot be written is refused before")
    void file() throws IOException {
        DrillPicture.requireWritable(folder);

        assertTrue(DrillPicture.write(report(drill("east", 10)), folder).isEmpty());
        assertTrue(Files.exists(folder.resolve("failover-drill.svg")));
        assertThrows(
                FederationException.class,
                () -> DrillPicture.requireWritable(folder.resolve("missing/drill.svg")));
    }

    @Test
    @DisplayName("the text says who answered in each second, and leaves out what stays the same")
    void text() {
        List<String> lines = DrillText.of(report(drill("east", 10)), Style.PLAIN);

        assertTrue(lines.contains("verdict   passed; everything is as it was"), lines::toString);
        assertTrue(
                lines.contains(
                        "failover  'west' answered first after 0.4s, everything after 1.2s; 3 lost"),
                lines::toString);
        assertTrue(
                lines.contains("return    'east' never answered, and never everything; 0 lost"),
                lines::toString);
        assertTrue(
                lines.contains("     0    ████████████████████   20   0   0   0"), lines::toString);
        assertTrue(lines.contains("       ·  4 more"), lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.endsWith("<- scaled to 0, no pod left")),
                lines::toString);
    }

    private static Map<String, Integer> classes(Document svg, String element) {
        Map<String, Integer> classes = new TreeMap<>();
        NodeList found = svg.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) {
            classes.merge(((Element) found.item(i)).getAttribute("class"), 1, Integer::sum);
        }
        return classes;
    }

    private static List<String> texts(Document svg) {
        List<String> texts = new ArrayList<>();
        NodeList found = svg.getElementsByTagName("text");
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
