package io.meshfed.contexts;

import static io.meshfed.contexts.Shape.Key.optional;
import static io.meshfed.contexts.Shape.Key.required;

import io.meshfed.contexts.Shape.Choice;
import io.meshfed.contexts.Shape.Decimal;
import io.meshfed.contexts.Shape.Entry;
import io.meshfed.contexts.Shape.ListOf;
import io.meshfed.contexts.Shape.MapOf;
import io.meshfed.contexts.Shape.Text;
import io.meshfed.contexts.Shape.Whole;
import io.meshfed.promotion.Course;

/** Every key of the promotion file: the one place where they are named and explained. */
final class PromotionFormat {

    private static final String NO_GATES =
            "is empty. Without a gate nothing would ever be known of the release";

    private static final Shape NAME = new Text(Format.LABEL);
    private static final Shape DURATION = new Text(Format.DURATION);
    private static final Shape PERCENT = new Whole(1, 100);

    private static final Entry METADATA =
            new Entry("metadata", required("name", NAME, "The promotion's name, in records."));

    private static final Entry SERVICE =
            new Entry(
                    "service",
                    required(
                            "name",
                            NAME,
                            "Its name, in production and under which 'from' exports it."),
                    required("namespace", NAME, "Its namespace in production."));

    private static final Entry RELEASE =
            new Entry(
                    "release",
                    required("version", new Text(Format.LABEL_VALUE), "The label 'version'."),
                    required(
                            "images",
                            new MapOf(Format.IMAGE_NAME, new Text(Format.IMAGE)),
                            "The images, by the name that the manifests have; each by its"
                                    + " digest."),
                    optional(
                            "manifests",
                            new Text(Format.RELATIVE_PATH),
                            "The folder of its manifests for production, relative to this file."));

    private static final Entry STEP =
            new Entry(
                            "step",
                            optional("mirror", PERCENT, "Copy this share of the requests."),
                            optional("weight", PERCENT, "Send this share of the requests."),
                            required("for", DURATION, "How long, before the gates are asked."))
                    .withExactlyOneOf("mirror", "weight");

    private static final Entry PROBE =
            new Entry(
                    "probe",
                    required("path", new Text(Format.URL_PATH), "What is asked for."),
                    required("requests", new Whole(1, 100_000), "How many requests are sent."),
                    required(
                            "min-success",
                            new Decimal("0.01", "100"),
                            "Percent of them that must be answered well."),
                    optional("max-p99", DURATION, "The time that 99 of 100 may take."));

    private static final Entry PROMETHEUS =
            new Entry(
                    "prometheus",
                    required("address", new Text(Format.HTTPS), "Where its HTTP API is."),
                    required("query", new Text(Format.LINE), "A query with one number as answer."),
                    optional("min", new Decimal("-1e15", "1e15"), "The least that passes."),
                    optional("max", new Decimal("-1e15", "1e15"), "The most that passes."),
                    optional(
                            "min-samples",
                            new Whole(1, 1_000_000),
                            "Fewer cannot decide. Default: 100."),
                    optional("token-file", new Text(Format.LINE), "A file with a bearer token."),
                    optional("ca-file", new Text(Format.LINE), "A file with the roots to trust."));

    private static final Entry COMMAND =
            new Entry(
                    "command",
                    required(
                            "argv",
                            new ListOf(new Text(Format.LINE), 1, 64),
                            "Program and arguments; no shell reads them."),
                    required("timeout", DURATION, "How long it may take."));

    private static final Entry CONFIRMATION =
            new Entry(
                    "confirmation",
                    required("question", new Text(Format.LINE), "What a person has to confirm."));

    private static final Entry GATE =
            new Entry(
                            "gate",
                            optional("probe", PROBE, "Requests of our own."),
                            optional("prometheus", PROMETHEUS, "A query for a number."),
                            optional("command", COMMAND, "A program's exit code."),
                            optional("confirmation", CONFIRMATION, "A person's word."))
                    .withExactlyOneOf("probe", "prometheus", "command", "confirmation");

    static final Entry PROMOTION =
            new Entry(
                    "promotion",
                    required("apiVersion", new Choice("meshfed.io/v1alpha1"), "The format."),
                    required("kind", new Choice("Promotion"), "The kind of file."),
                    required("metadata", METADATA, "What it is called."),
                    optional(
                            "federation",
                            new Text(Format.RELATIVE_PATH),
                            "The federation file, relative to this one. Default:"
                                    + " federation.yaml."),
                    required("from", NAME, "The staging mesh."),
                    required("to", NAME, "The production mesh."),
                    required("service", SERVICE, "The service."),
                    required("release", RELEASE, "What is promoted."),
                    required(
                            "ramp",
                            new ListOf(STEP, 1, Course.MOST_STEPS),
                            "Mirrors first, then rising weights."),
                    optional(
                            "finish",
                            new Choice("install", "serve-from-staging"),
                            "What comes after the ramp. Default: install."),
                    required(
                            "gates",
                            new ListOf(GATE, 1, 20, NO_GATES),
                            "Who is asked before the ramp and after each of its steps."),
                    optional(
                            "approval",
                            new Choice("required", "none"),
                            "Whether somebody approves the plan. Default: required."));

    private PromotionFormat() {}
}
