package io.meshfed.cli;

import io.meshfed.report.Check;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks as people read them: grouped per mesh, then per direction. Of a large federation what
 * passed is told in a line per mesh; what did not is always told in full.
 */
final class ChecksText {

    /** Three meshes that all know each other have this many. */
    static final int FEW_DIRECTIONS = 6;

    private static final int WIDEST = 110;

    /** The code and the gap before it. */
    private static final int CODE = 7;

    private final Style style;
    private final List<String> lines = new ArrayList<>();
    private int codeColumn;

    private ChecksText(Style style) {
        this.style = style;
    }

    static List<String> of(List<Check> checks, Style style, boolean verbose) {
        Map<String, List<Check>> groups = new TreeMap<>();
        for (Check check : checks) {
            groups.computeIfAbsent(groupKey(check), key -> new ArrayList<>()).add(check);
        }
        ChecksText text = new ChecksText(style);
        boolean brief = !verbose && directions(groups) > FEW_DIRECTIONS;
        if (brief) {
            text.summary(groups.values());
            text.warnings(checks);
        }
        List<List<Check>> shown =
                groups.values().stream()
                        .map(group -> brief ? failed(group) : group)
                        .filter(group -> !group.isEmpty())
                        .toList();
        text.codeColumn = widest(shown, Math.min(WIDEST, style.width() - CODE)) + 2;
        shown.forEach(text::group);
        return text.lines;
    }

    /** Meshes first, then directions, then what concerns the whole federation. */
    private static String groupKey(Check check) {
        String rank = check.mesh().isEmpty() ? "3" : check.peer().isEmpty() ? "1" : "2";
        return rank + " " + check.mesh() + " " + check.peer();
    }

    private static long directions(Map<String, List<Check>> groups) {
        return groups.values().stream().filter(group -> !group.get(0).peer().isEmpty()).count();
    }

    private static List<Check> failed(List<Check> group) {
        return group.stream().filter(check -> check.status() == CheckStatus.FAILED).toList();
    }

    private static int widest(List<List<Check>> groups, int limit) {
        return groups.stream()
                .flatMap(List::stream)
                .mapToInt(check -> plain(check).length())
                .filter(width -> width <= limit)
                .max()
                .orElse(0);
    }

    private void summary(Iterable<List<Check>> groups) {
        Map<String, Passed> byMesh = new TreeMap<>();
        for (List<Check> group : groups) {
            String mesh = group.get(0).mesh();
            byMesh.merge(mesh.isEmpty() ? "federation" : mesh, Passed.of(group), Passed::plus);
        }
        lines.addAll(Heading.of("passed (--verbose shows each check)", style));
        int width = byMesh.keySet().stream().mapToInt(String::length).max().orElse(0);
        byMesh.forEach(
                (mesh, passed) ->
                        lines.add(
                                "%s %s%s  %s"
                                        .formatted(
                                                style.green(CheckStatus.OK.symbol()),
                                                mesh,
                                                " ".repeat(width - mesh.length()),
                                                passed.told())));
        lines.add("");
    }

    /** One line for all peers of a mesh that the same warning is about. */
    private void warnings(List<Check> checks) {
        Map<String, List<Check>> alike = new TreeMap<>();
        checks.stream()
                .filter(check -> check.status() == CheckStatus.WARNING)
                .forEach(
                        check ->
                                alike.computeIfAbsent(
                                                "%s  %s %s"
                                                        .formatted(
                                                                check.mesh(),
                                                                check.code().code(),
                                                                check.reason()),
                                                key -> new ArrayList<>())
                                        .add(check));
        if (alike.isEmpty()) {
            return;
        }
        lines.addAll(Heading.of("warnings (--verbose shows each)", style));
        alike.forEach(
                (what, warnings) -> {
                    String peers =
                            warnings.stream()
                                    .map(Check::peer)
                                    .filter(peer -> !peer.isEmpty())
                                    .sorted()
                                    .collect(Collectors.joining(", "));
                    lines.add(
                            style.yellow(CheckStatus.WARNING.symbol() + " " + what)
                                    + (peers.isEmpty() ? "" : ": " + peers));
                });
        lines.add("");
    }

    private void group(List<Check> group) {
        lines.addAll(Heading.of(title(group.get(0)), style));
        group.stream().sorted(Comparator.comparing(Check::code)).forEach(this::check);
        lines.add("");
    }

    private static String title(Check check) {
        if (check.mesh().isEmpty()) {
            return "federation";
        }
        return check.peer().isEmpty()
                ? "mesh " + check.mesh()
                : "direction " + check.mesh() + " -> " + check.peer();
    }

    private static String plain(Check check) {
        return "%s %s".formatted(check.status().symbol(), check.statement());
    }

    private void check(Check check) {
        String plain = plain(check);
        String padding = " ".repeat(Math.max(2, codeColumn - plain.length()));
        lines.add(coloured(check.status(), plain) + padding + style.faint(check.code().code()));
        if (check.status() == CheckStatus.OK) {
            return;
        }
        detail("", check.reason());
        detail("observed: ", SafeText.of(check.observed()));
        check.hint().lines().forEach(hint -> detail("", hint));
        if (check.status() != CheckStatus.SKIPPED) {
            detail("see ", check.code().anchor());
        }
    }

    private void detail(String prefix, String text) {
        if (!text.isEmpty()) {
            lines.add("    " + prefix + text);
        }
    }

    private String coloured(CheckStatus status, String text) {
        return switch (status) {
            case OK -> style.green(text.substring(0, 1)) + text.substring(1);
            case WARNING -> style.yellow(text);
            case FAILED -> style.red(text);
            case SKIPPED -> style.faint(text);
        };
    }

    /** What passed of a mesh and of its directions. */
    private record Passed(int directions, int passed, int all) {

        static Passed of(List<Check> group) {
            int passed =
                    (int) group.stream().filter(check -> check.status() == CheckStatus.OK).count();
            boolean wholeDirection = passed == group.size() && !group.get(0).peer().isEmpty();
            return new Passed(wholeDirection ? 1 : 0, passed, group.size());
        }

        Passed plus(Passed more) {
            return new Passed(directions + more.directions, passed + more.passed, all + more.all);
        }

        String told() {
            String checks =
                    passed == all
                            ? Words.count(all, "check")
                            : "%d of %s".formatted(passed, Words.count(all, "check"));
            return directions == 0
                    ? checks
                    : "%s, all of %s".formatted(checks, Words.count(directions, "direction"));
        }
    }
}
