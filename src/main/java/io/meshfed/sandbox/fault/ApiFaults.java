package io.meshfed.sandbox.fault;

import static io.meshfed.sandbox.fault.FaultArgument.choice;
import static io.meshfed.sandbox.fault.FaultArgument.number;
import static io.meshfed.sandbox.fault.FaultArgument.text;
import static io.meshfed.sandbox.fault.FaultSwitch.clusters;
import static io.meshfed.sandbox.fault.FaultSwitch.requests;

import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.sandbox.Announced;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.fault.FaultSwitch.Effect;
import io.meshfed.sandbox.fault.FaultSwitch.Sees;
import io.meshfed.sandbox.fault.FaultSwitch.Workings;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What can go wrong between meshfed and an API server. */
final class ApiFaults {

    private static final ResourceType ISTIO =
            new ResourceType("sailoperator.io", "v1", "Istio", "istios", false);

    private ApiFaults() {}

    static List<FaultSwitch> all() {
        return List.of(
                one(
                        "A1",
                        "error-once",
                        "Answers a request with a server error, then all is well.",
                        federate(ErrorClass.OK, "Nothing but a moment's delay."),
                        requests(
                                "*",
                                "*",
                                "1",
                                answering((r, v) -> Fault.status(v.number("status"))),
                                choice("status", "which one", "500", "502", "503", "504"))),
                one(
                        "A2",
                        "error-always",
                        "Answers every request with a server error.",
                        federate(
                                ErrorClass.TRANSIENT,
                                "The API server, the status, how often and for how long it was tried."),
                        requests(
                                "*",
                                "*",
                                "0",
                                answering((r, v) -> Fault.status(v.number("status"))),
                                choice("status", "which one", "503", "500", "502", "504"))),
                one(
                        "A3",
                        "slow-down",
                        "Asks once to come back later, in seconds.",
                        federate(ErrorClass.OK, "The run waits as long as it was asked to."),
                        requests(
                                "*",
                                "*",
                                "1",
                                answering((r, v) -> Fault.tooManyRequests(v.text("seconds"))),
                                number("seconds", "2", "the Retry-After header"))),
                one(
                        "A4",
                        "slow-down-for-ever",
                        "Asks to come back in an hour, or in words that mean nothing.",
                        federate(
                                ErrorClass.TRANSIENT,
                                "The value that was asked for; nobody waits that long."),
                        requests(
                                "*",
                                "*",
                                "0",
                                answering((r, v) -> Fault.tooManyRequests(v.text("value"))),
                                text("value", "3600", "the Retry-After header, as it is written"))),
                one(
                        "A5",
                        "refused",
                        "The kubeconfig leads to a port where nobody listens.",
                        federate(ErrorClass.TRANSIENT, "Host, port and context."),
                        clusters(announcing(s -> s.at("https://127.0.0.1:1")))),
                one(
                        "A6",
                        "unknown-host",
                        "The kubeconfig leads to a name that no DNS knows.",
                        federate(ErrorClass.TRANSIENT, "The name that cannot be resolved."),
                        clusters(announcing(s -> s.at("https://api.sandbox.invalid:6443")))),
                one(
                        "A7",
                        "cut-before",
                        "Breaks the connection before the request is carried out.",
                        federate(ErrorClass.OK, "Nothing: it is tried again."),
                        requests("*", "*", "1", answering((r, v) -> new Fault.CutBefore()))),
                one(
                        "A8",
                        "cut-after",
                        "Carries a write out, then breaks the connection: the reply is lost.",
                        federate(
                                ErrorClass.OK,
                                "Nothing: the object is read back and is as it should be."),
                        requests("patch", "*", "1", answering((r, v) -> new Fault.CutAfter()))),
                one(
                        "A9",
                        "delete-reply-lost",
                        "Carries a delete out, then breaks the connection.",
                        new Sees(
                                "unfederate",
                                ErrorClass.OK,
                                "Nothing: what is not there any more is deleted."),
                        requests("delete", "*", "1", answering((r, v) -> new Fault.CutAfter()))),
                one(
                        "A11",
                        "stall",
                        "Takes a request and says nothing for a while.",
                        federate(
                                ErrorClass.OK,
                                "The run gives that request up and sends it again; when all stall, TRANSIENT."),
                        requests(
                                "get",
                                "*",
                                "1",
                                answering((r, v) -> r.stall(v.number("seconds"))),
                                number("seconds", "30", "for how long"))),
                one(
                        "A12",
                        "writes-cut",
                        "Breaks the connection at every write; reads go through. With cluster=, one side only.",
                        federate(
                                ErrorClass.TRANSIENT,
                                "Which side is missing; no peer is made where the other cannot be."),
                        requests("write", "*", "0", answering((r, v) -> new Fault.CutBefore()))),
                one(
                        "A13",
                        "proxy-page",
                        "Answers with the HTML page of a proxy in between.",
                        federate(
                                ErrorClass.TRANSIENT,
                                "That this is no Kubernetes answer, and what came instead."),
                        requests(
                                "*",
                                "*",
                                "0",
                                answering((r, v) -> Fault.html(v.number("status"))),
                                choice(
                                        "status",
                                        "200 for a proxy that thinks that all is well",
                                        "502",
                                        "200",
                                        "403",
                                        "503",
                                        "504"))),
                one(
                        "A14",
                        "untrusted",
                        "The server's certificate is not one that the kubeconfig allows.",
                        federate(
                                ErrorClass.INPUT,
                                "Subject, issuer and end of the certificate; never an unchecked connection."),
                        clusters(
                                ApiFaults::untrusted,
                                choice("how", "what is wrong with it", "authority", "name"))),
                one(
                        "A15",
                        "conflict-once",
                        "Answers a write once with 409, as if somebody else had been faster.",
                        federate(
                                ErrorClass.OK,
                                "Nothing: it is sent again, and the server decides anew."),
                        requests("patch", "*", "1", answering((r, v) -> Answers.conflict()))),
                one(
                        "A16",
                        "conflict-always",
                        "Answers every write with 409, as if a controller rewrote the object all the time.",
                        federate(
                                ErrorClass.CONFLICT,
                                "The object that somebody else keeps changing."),
                        requests("patch", "*", "0", answering((r, v) -> Answers.conflict()))),
                one(
                        "A17",
                        "list-expired",
                        "Answers a list once with 410: what it went on from is forgotten.",
                        federate(ErrorClass.OK, "Nothing: the list is read from its beginning."),
                        requests("list", "*", "1", answering((r, v) -> Answers.expired()))),
                one(
                        "A18",
                        "webhook-denies",
                        "A webhook refuses what is written.",
                        federate(ErrorClass.PRECOND, "The webhook's own words."),
                        requests(
                                "patch",
                                "*",
                                "0",
                                answering((r, v) -> Answers.denied(v.text("text"))),
                                text("text", "no federation here", "what it says"))),
                one(
                        "A19",
                        "delete-denied",
                        "A webhook refuses deletes, after so many.",
                        new Sees(
                                "unfederate",
                                ErrorClass.PARTIAL,
                                "What is left; the next run tries only that. PRECOND when nothing was deleted before."),
                        requests(
                                "delete",
                                "*",
                                "0",
                                answering((r, v) -> Answers.denied(v.text("text"))),
                                text("text", "kept for the auditors", "what it says"))),
                one(
                        "A21",
                        "service-mesh-3",
                        "The cluster has Service Mesh 3: the federation API is gone.",
                        federate(
                                ErrorClass.PRECOND,
                                "The API that is missing, and the one that is there instead."),
                        clusters(ApiFaults::serviceMesh3)),
                one(
                        "A22",
                        "quota",
                        "The namespace, or the server's own database, is full.",
                        federate(
                                ErrorClass.PRECOND,
                                "The server's words; with what=etcd it is TRANSIENT."),
                        requests(
                                "patch",
                                "*",
                                "0",
                                answering((r, v) -> Answers.full(v.text("what"))),
                                choice("what", "what is full", "namespace", "etcd"))));
    }

    private static FaultSwitch one(
            String row, String name, String does, Sees sees, Workings workings) {
        return new FaultSwitch(List.of(row), name, does, sees, workings);
    }

    private static Sees federate(ErrorClass ends, String text) {
        return new Sees("federate", ends, text);
    }

    private static Effect answering(BiFunction<Rehearsal, FaultValues, Fault> fault) {
        return (rehearsal, values) ->
                rehearsal.onRequests(values, () -> fault.apply(rehearsal, values));
    }

    private static Effect announcing(UnaryOperator<Announced> change) {
        return (rehearsal, values) ->
                rehearsal.onStarted(
                        sandbox ->
                                values.clusters()
                                        .forEach(cluster -> sandbox.announce(cluster, change)));
    }

    private static void untrusted(Rehearsal rehearsal, FaultValues values) {
        boolean name = values.text("how").equals("name");
        announcing(
                        server ->
                                name
                                        ? server.expecting("somebody-else.example")
                                        : server.trusting(Answers.strangersAuthority()))
                .into(rehearsal, values);
    }

    private static void serviceMesh3(Rehearsal rehearsal, FaultValues values) {
        rehearsal.onReady(
                sandbox -> {
                    for (String cluster : values.clusters()) {
                        sandbox.apiServer(cluster).kinds().removeGroup("federation.maistra.io");
                        sandbox.apiServer(cluster).kinds().add(ISTIO, true);
                    }
                });
    }
}
