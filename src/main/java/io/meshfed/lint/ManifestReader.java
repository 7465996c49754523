package io.meshfed.lint;

import io.meshfed.yaml.Place;
import io.meshfed.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds the documents of a file that Tekton reads; others it leaves alone. */
final class ManifestReader {

    private static final String GROUP = "tekton.dev/";
    private static final String V1 = GROUP + "v1";
    private static final String V1BETA1 = GROUP + "v1beta1";

    private final Findings findings;
    private final List<Manifest> found = new ArrayList<>();

    ManifestReader(Findings findings) {
        this.findings = findings;
    }

    List<Manifest> read(String text) {
        List<Node> documents =
                YamlTree.documents(
                        text, (place, problem) -> findings.add(AdmissionRule.YAML, place, problem));
        for (Node node : documents) {
            document(node);
        }
        return found;
    }

    private void document(Node node) {
        ValueReader reader = new ValueReader(findings);
        Value root = reader.read(node);
        if (root.kind() != Value.Kind.MAP) {
            if (root.present()) {
                findings.add(AdmissionRule.YAML, Place.START.at(node), "is no Kubernetes object");
            }
            return;
        }
        if (root.textAt("kind").equals("List") && root.textAt("apiVersion").equals("v1")) {
            root.itemsAt("items").forEach(this::object);
        } else {
            object(root);
        }
    }

    private void object(Value root) {
        for (Value word : List.of(root.at("apiVersion"), root.at("kind"))) {
            if (word.kind() == Value.Kind.LIST || word.kind() == Value.Kind.MAP) {
                findings.add(AdmissionRule.WRONG_TYPE, word, word.place().path() + " must be text");
            }
        }
        String version = root.textAt("apiVersion");
        String kind = root.textAt("kind");
        if (!version.startsWith(GROUP)) {
            return;
        }
        String served = kind.equals(Manifest.STEP_ACTION) ? V1BETA1 : V1;
        if (!version.equals(served) || !Manifest.TYPES.contains(kind)) {
            findings.add(
                    AdmissionRule.NOT_SERVED,
                    root.at("apiVersion"),
                    "%s %s is not read here"
                            .formatted(Findings.shown(version), Findings.shown(kind)));
            return;
        }
        found.add(new Manifest(kind, root.textAt("metadata", "name"), root, findings));
    }
}
