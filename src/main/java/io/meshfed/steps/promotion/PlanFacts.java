package io.meshfed.steps.promotion;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.RampStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a plan was computed for, as texts: when one of them differs, it is another plan. */
final class PlanFacts {

    /** The staging mesh. */
    static final String FROM = "from";

    /** The name under which staging offers the service. */
    static final String OFFERED = "offered";

    private final SortedMap<String, String> facts = new TreeMap<>();

    SortedMap<String, String> all() {
        return facts;
    }

    PlanFacts of(Promotion promotion, ReleaseFiles files) {
        facts.put("promotion", promotion.name());
        facts.put(FROM, promotion.from());
        facts.put("to", promotion.to());
        facts.put("service", promotion.service().toString());
        facts.put("version", promotion.release().version());
        facts.put("release", files.digest());
        facts.put("manifests", files.manifestsDigest());
        facts.put("finish", promotion.finish().name());
        facts.put("ramp", CanonicalJson.of(promotion.ramp().stream().map(this::step).toList()));
        facts.put(
                "gates", ReleaseFiles.digest(promotion.gates().stream().map(this::gate).toList()));
        return this;
    }

    PlanFacts cluster(Mesh mesh, String id) {
        facts.put("cluster of " + mesh.name(), id);
        return this;
    }

    PlanFacts texts(String name, Collection<String> texts) {
        facts.put(name, CanonicalJson.of(List.copyOf(texts)));
        return this;
    }

    /**
     * Of the federation file what leads the service from staging to production.
     *
     * @param offered the name under which staging offers it
     */
    PlanFacts federation(Direction imports, ServiceName offered) {
        Map<String, Object> part = new LinkedHashMap<>();
        for (Mesh mesh : List.of(imports.local(), imports.remote())) {
            part.put(
                    mesh.name(),
                    List.of(mesh.cluster().name(), mesh.namespace(), mesh.controlPlane()));
        }
        List<String> rules = new ArrayList<>();
        imports.reversed().exports().stream()
                .filter(export -> !export.byName() || export.exportedAs().equals(offered))
                .forEach(export -> rules.add(export.toString()));
        imports.imports().stream()
                .filter(
                        taken ->
                                taken.exported().name().isEmpty()
                                        || taken.exported().equals(offered))
                .forEach(taken -> rules.add(taken.toString()));
        rules.add(imports.localSide().toString());
        part.put("", rules);
        facts.put("federation", ReleaseFiles.digest(part));
        facts.put(OFFERED, offered.toString());
        return this;
    }

    private List<String> step(RampStep step) {
        return List.of(step.kind().name(), "" + step.percent(), step.lasting().toString());
    }

    private List<Object> gate(Gate gate) {
        if (gate instanceof Gate.Probe probe) {
            return List.of(
                    "probe",
                    probe.path(),
                    "" + probe.requests(),
                    "" + probe.minSuccess(),
                    probe.maxP99().toString());
        }
        if (gate instanceof Gate.Prometheus query) {
            return List.of(
                    "prometheus",
                    query.endpoint().address(),
                    query.endpoint().tokenFile(),
                    query.endpoint().caFile(),
                    query.query(),
                    "%s %s %d".formatted(query.least(), query.most(), query.minSamples()));
        }
        if (gate instanceof Gate.Command command) {
            return List.of("command", command.argv(), command.timeout().toString());
        }
        return List.of("confirmation", ((Gate.Confirmation) gate).question());
    }
}
