package io.meshfed.sandbox.fault;

import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an API server says when it does not do what it was asked for. */
final class Answers {

    private Answers() {}

    static Fault conflict() {
        return status(
                409,
                "Conflict",
                "Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again");
    }

    static Fault expired() {
        return status(410, "Expired", "The provided continue parameter is too old");
    }

    static Fault denied(String text) {
        return status(
                403,
                "Forbidden",
                "admission webhook \"sandbox.meshfed.io\" denied the request: " + text);
    }

    static Fault full(String what) {
        return what.equals("etcd")
                ? status(500, "InternalError", "etcdserver: mvcc: database space exceeded")
                : status(
                        403,
                        "Forbidden",
                        "exceeded quota: mesh-quota, requested: count/objects=1, used: count/objects=9, limited: count/objects=9");
    }

    /** Of nobody whom anybody knows. */
    static String strangersAuthority() {
        return CertificateAuthority.create("somebody else's API").pem();
    }

    private static Fault status(int code, String reason, String message) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Failure");
        status.put("message", message);
        status.put("reason", reason);
        status.put("code", code);
        return new Fault.Answer(code, Map.of(), "application/json", Json.write(status));
    }
}
