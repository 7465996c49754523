package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request whose sender is known.
 *
 * @param path as it was sent
 * @param accept the Accept header, empty when there is none
 * @param contentType without parameters, empty when there is none
 */
record Request(
        String method,
        String path,
        Map<String, String> query,
        String accept,
        String contentType,
        String userAgent,
        User user,
        byte[] body) {

    private static final String BY_NAME = "metadata.name=";

    static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        return query;
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    boolean dryRun() {
        return parameter("dryRun").equals("All")
                || (method.equals("DELETE")
                        && Trees.texts(options().get("dryRun")).contains("All"));
    }

    /** Of a delete; empty when there are none, or none that can be read. */
    private Map<String, Object> options() {
        try {
            return body.length == 0 ? Map.of() : Bodies.object(this);
        } catch (ApiError unreadable) {
            return Map.of();
        }
    }

    boolean watches() {
        return method.equals("GET") && flag("watch");
    }

    /** The object that rights are asked for: a list of one by its name counts as that one. */
    String accessName(ApiPath at) {
        String selector = parameter("fieldSelector");
        boolean one =
                at.name().isEmpty() && selector.startsWith(BY_NAME) && !selector.contains(",");
        return one ? selector.substring(BY_NAME.length()) : at.name();
    }

    /** The verb that rights are given for. */
    String verb(ApiPath at) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> at.name().isEmpty() ? "deletecollection" : "delete";
            default -> watches() ? "watch" : at.name().isEmpty() ? "list" : "get";
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
