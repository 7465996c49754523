package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How the requests for a service are spread. */
final class RouteOptions {

    private static final Pattern WEIGHT = Pattern.compile("([^=]+)=([0-9]{1,3})");

    @Option(
            names = "--pattern",
            paramLabel = "PATTERN",
            required = true,
            description =
                    "standard, mirror, balance, failover or none; or what previous-pattern said, such as balance:east=50,west=50.")
    String pattern = "";

    @Option(
            names = "--weight",
            paramLabel = "MESH=N",
            arity = "1..*",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Share of a mesh in a balance, the local one included; together 100: east=50 west=50, with commas or several times.")
    List<String> weights = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "MESH",
            defaultValue = "",
            description =
                    "The peer of a mirror or failover. Default: the only one that offers the service.")
    String to = "";

    @Option(
            names = "--mirror-percent",
            paramLabel = "N",
            defaultValue = "100",
            converter = CountConverter.Percent.class,
            description = "How many of a hundred requests a mirror copies. Default: 100.")
    int mirrorPercent;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "Region of the local mesh, for a failover. Default: the label topology.kubernetes.io/region of its nodes.")
    String region = "";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            arity = "1..*",
            split = ",",
            converter = NameConverter.Subdomain.class,
            hideParamSyntax = true,
            description =
                    "Hosts that requests from outside come in under. Default: those of the Routes that lead to the service.")
    List<String> hosts = new ArrayList<>();

    /**
     * @throws FederationException INPUT with all that does not fit together
     */
    PatternWish wish() {
        Optional<TrafficPattern> whole = TrafficPattern.parse(pattern);
        Optional<TrafficPattern.Kind> named =
                Arrays.stream(TrafficPattern.Kind.values())
                        .filter(kind -> kind.label().equals(pattern))
                        .findFirst();
        List<String> problems = new ArrayList<>();
        SortedMap<String, Integer> shares = shares(problems);
        if (whole.isEmpty() && named.isEmpty()) {
            problems.add(
                    "'%s' is no pattern; patterns: standard, mirror, balance, failover, none"
                            .formatted(SafeText.of(pattern)));
        }
        whole.map(TrafficPattern::kind)
                .or(() -> named)
                .ifPresent(kind -> fit(kind, named.isEmpty(), problems));
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT, "the options do not fit together", "", problems, null);
        }
        return named.map(kind -> new PatternWish(kind, shares, to, mirrorPercent, region))
                .orElseGet(() -> PatternWish.of(whole.orElseThrow()));
    }

    private SortedMap<String, Integer> shares(List<String> problems) {
        SortedMap<String, Integer> shares = new TreeMap<>();
        for (String each : weights) {
            Matcher weight = WEIGHT.matcher(each);
            if (!weight.matches()) {
                problems.add("--weight '%s' is not MESH=N".formatted(SafeText.of(each)));
            } else if (shares.put(weight.group(1), Integer.valueOf(weight.group(2))) != null) {
                problems.add("--weight names '%s' twice".formatted(SafeText.of(weight.group(1))));
            }
        }
        return shares;
    }

    /**
     * @param whole the pattern's own text says all of it
     */
    private void fit(TrafficPattern.Kind kind, boolean whole, List<String> problems) {
        if (!weights.isEmpty() && (whole || kind != TrafficPattern.Kind.BALANCE)) {
            problems.add("--weight belongs to --pattern balance");
        }
        if (weights.isEmpty() && !whole && kind == TrafficPattern.Kind.BALANCE) {
            problems.add("--pattern balance needs a --weight for each mesh that answers");
        }
        boolean single = kind == TrafficPattern.Kind.MIRROR || kind == TrafficPattern.Kind.FAILOVER;
        if (!to.isEmpty() && (whole || !single)) {
            problems.add("--to belongs to --pattern mirror or failover");
        }
        if (!region.isEmpty() && (whole || kind != TrafficPattern.Kind.FAILOVER)) {
            problems.add("--region belongs to --pattern failover");
        }
    }
}
