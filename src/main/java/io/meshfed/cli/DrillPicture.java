package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.FileTrouble;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A drill as a picture: a bar for each second, as high as there were requests, in the colours of
 * who answered them, and a line for whatever was done. Its colours suit light and dark pages.
 */
final class DrillPicture {

    private static final String FILE = "failover-drill.svg";
    private static final int WIDTH = 900;
    private static final int HEIGHT = 360;
    private static final int LEFT = 50;
    private static final int TOP = 105;
    private static final int BOTTOM = 310;
    private static final int MOST_BARS = 200;
    private static final int MARK_LINES = 3;

    private static final String LOOK =
            """
            text { font: 13px sans-serif; fill: #222 }
            .title { font-size: 17px; font-weight: bold }
            .page { fill: #fff }
            .axis { stroke: #888; stroke-width: 1 }
            .mark { stroke: #222; stroke-width: 1; stroke-dasharray: 4 3 }
            .local { fill: #2f6fb7 }
            .peer { fill: #e08a1e }
            .others { fill: #8a8a8a }
            .failed { fill: #c62828 }
            @media (prefers-color-scheme: dark) {
              text { fill: #eee }
              .page { fill: #1c1c1e }
              .mark { stroke: #eee }
              .local { fill: #6aa5e8 }
              .peer { fill: #f2ab4d }
              .failed { fill: #ff6b6b }
            }
            """;

    private final XmlText svg = new XmlText();
    private final DrillData drill;
    private final List<DrillData.Bar> bars;
    private final int each;
    private final int seconds;

    private DrillPicture(DrillData drill) {
        this.drill = drill;
        List<DrillData.Bar> all = drill.bars();
        this.seconds = Math.max(1, all.size());
        this.each = (seconds + MOST_BARS - 1) / MOST_BARS;
        this.bars = grouped(all, each);
    }

    /** A long drill has a bar for every few seconds. */
    private static List<DrillData.Bar> grouped(List<DrillData.Bar> all, int each) {
        List<DrillData.Bar> bars = new ArrayList<>();
        for (DrillData.Bar bar : all) {
            if (bar.second() % each == 0) {
                bars.add(bar);
            } else {
                int last = bars.size() - 1;
                bars.set(last, bars.get(last).plus(bar));
            }
        }
        return bars;
    }

    /** Refused before anything is taken away. */
    static void requireWritable(Path path) {
        Path file = placed(path).toAbsolutePath();
        boolean fits =
                Files.isDirectory(file.getParent())
                        && Files.isWritable(Files.exists(file) ? file : file.getParent());
        if (!fits) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s cannot be written".formatted(SafeText.of(path.toString())),
                    "Make its folder, or name another file.");
        }
    }

    private static Path placed(Path path) {
        return Files.isDirectory(path) ? path.resolve(FILE) : path;
    }

    /**
     * @return why it could not be written, when it could not
     */
    static Optional<String> write(RunReport report, Path path) {
        try {
            Files.writeString(placed(path), of(Trees.object(report.data().get(DrillText.KEY))));
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of(
                    "could not write %s: %s"
                            .formatted(SafeText.of(path.toString()), FileTrouble.reason(failed)));
        }
    }

    static String of(Map<String, Object> data) {
        return new DrillPicture(new DrillData(data)).drawn();
    }

    private String drawn() {
        svg.open("svg");
        svg.attribute("xmlns", "http://www.w3.org/2000/svg");
        svg.attribute("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT));
        svg.attribute("role", "img");
        String title =
                "%s of %s, taken over by %s: %s"
                        .formatted(
                                drill.text("service"),
                                drill.text("mesh"),
                                drill.text("peer"),
                                drill.text("verdict"));
        element("title", title);
        element("style", LOOK);
        rectangle("page", 0, 0, WIDTH, HEIGHT);
        text("title", LEFT, 28, title);
        text("", LEFT, 50, sum());
        axes();
        bars();
        marks();
        legend();
        svg.close();
        return svg.toString();
    }

    private String sum() {
        Map<String, Object> failover = Trees.object(drill.data().get("failover"));
        String steady =
                Optional.ofNullable(failover.get("steadySeconds"))
                        .map(time -> "every request answered by the peer after %ss".formatted(time))
                        .orElse("the peer never answered every request");
        return "%s of %s requests lost; %s"
                .formatted(drill.text("lost"), drill.text("requests"), steady);
    }

    private double x(double second) {
        return LEFT + second * (WIDTH - 2.0 * LEFT) / (bars.size() * (double) each);
    }

    private void axes() {
        line("axis", LEFT, BOTTOM, WIDTH - LEFT, BOTTOM);
        line("axis", LEFT, TOP, LEFT, BOTTOM);
        int step = Math.max(1, (int) Math.ceil(seconds / 10.0));
        for (int second = 0; second < seconds; second += step) {
            text("", x(second), BOTTOM + 16, second + "s");
        }
        text("", 4, TOP + 4, most() + (each == 1 ? "/s" : "/%ds".formatted(each)));
    }

    private long most() {
        return Math.max(1, bars.stream().mapToLong(DrillData.Bar::all).max().orElse(1));
    }

    private void bars() {
        double width = Math.max(0.5, x(each) - x(0) - 1);
        double unit = (BOTTOM - TOP) / (double) most();
        for (DrillData.Bar bar : bars) {
            double y = BOTTOM;
            y = part("local", bar, bar.local() * unit, y, width);
            y = part("peer", bar, bar.peer() * unit, y, width);
            y = part("others", bar, bar.others() * unit, y, width);
            part("failed", bar, bar.failed() * unit, y, width);
        }
    }

    private double part(String look, DrillData.Bar bar, double height, double y, double width) {
        if (height > 0) {
            rectangle(look, x(bar.second()), y - height, width, height);
        }
        return y - height;
    }

    /** Their words stand on several lines, lest one covers the next. */
    private void marks() {
        int number = 0;
        for (Map<String, Object> moment : drill.moments()) {
            double at = moment.get("at") instanceof Number time ? time.doubleValue() : 0;
            int y = TOP - 38 + number % MARK_LINES * 12;
            line("mark", x(at), y + 2, x(at), BOTTOM);
            text("", x(at) + 3, y + 6, SafeText.of(String.valueOf(moment.get("what"))));
            number++;
        }
    }

    private void legend() {
        double x = LEFT;
        for (String[] entry :
                new String[][] {
                    {"local", drill.text("mesh")},
                    {"peer", drill.text("peer")},
                    {"others", "others"},
                    {"failed", "lost"}
                }) {
            rectangle(entry[0], x, BOTTOM + 28, 12, 12);
            text("", x + 18, BOTTOM + 39, entry[1]);
            x += 40 + entry[1].length() * 8;
        }
    }

    private void rectangle(String look, double x, double y, double width, double height) {
        svg.open("rect");
        svg.attribute("class", look);
        svg.attribute("x", number(x));
        svg.attribute("y", number(y));
        svg.attribute("width", number(width));
        svg.attribute("height", number(height));
        svg.close();
    }

    private void line(String look, double x1, double y1, double x2, double y2) {
        svg.open("line");
        svg.attribute("class", look);
        svg.attribute("x1", number(x1));
        svg.attribute("y1", number(y1));
        svg.attribute("x2", number(x2));
        svg.attribute("y2", number(y2));
        svg.close();
    }

    private void text(String look, double x, double y, String content) {
        svg.open("text");
        if (!look.isEmpty()) {
            svg.attribute("class", look);
        }
        svg.attribute("x", number(x));
        svg.attribute("y", number(y));
        svg.text(content);
        svg.close();
    }

    private void element(String name, String content) {
        svg.open(name);
        svg.text(content);
        svg.close();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
