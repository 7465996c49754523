package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** RFC 6902, on a copy of the object. */
final class JsonPatch {

    private Object root;

    private JsonPatch(Object root) {
        this.root = root;
    }

    static Map<String, Object> apply(Map<String, Object> object, List<Object> operations) {
        JsonPatch patch = new JsonPatch(Json.copy(object));
        for (Object operation : operations) {
            patch.run(Json.part(operation));
        }
        return Json.part(patch.root);
    }

    private void run(Map<String, Object> operation) {
        String op = String.valueOf(operation.get("op"));
        List<String> path = pointer(operation, "path");
        switch (op) {
            case "add" -> add(path, Json.copy(operation.get("value")));
            case "remove" -> remove(path);
            case "replace" -> {
                remove(path);
                add(path, Json.copy(operation.get("value")));
            }
            case "copy" -> add(path, Json.copy(get(pointer(operation, "from"))));
            case "move" -> {
                Object moved = get(pointer(operation, "from"));
                remove(pointer(operation, "from"));
                add(path, moved);
            }
            case "test" -> {
                if (!Objects.equals(find(path), Json.copy(operation.get("value")))) {
                    throw refused();
                }
            }
            default -> throw refused();
        }
    }

    private Object get(List<String> path) {
        Object value = find(path);
        if (value == null) {
            throw refused();
        }
        return value;
    }

    /** Null when there is nothing, which a test against null takes for equal. */
    private Object find(List<String> path) {
        Object at = root;
        for (String step : path) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(step);
            } else if (at instanceof List<?> list) {
                int index = index(step, list.size());
                at = index < list.size() ? list.get(index) : null;
            } else {
                return null;
            }
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    private void add(List<String> path, Object value) {
        if (path.isEmpty()) {
            root = value;
            return;
        }
        String last = path.get(path.size() - 1);
        Object parent = get(path.subList(0, path.size() - 1));
        if (parent instanceof Map) {
            ((Map<String, Object>) parent).put(last, value);
        } else if (parent instanceof List) {
            List<Object> list = (List<Object>) parent;
            int index = last.equals("-") ? list.size() : index(last, list.size());
            if (index > list.size()) {
                throw refused();
            }
            list.add(index, value);
        } else {
            throw refused();
        }
    }

    private void remove(List<String> path) {
        if (path.isEmpty()) {
            return;
        }
        String last = path.get(path.size() - 1);
        Object parent = get(path.subList(0, path.size() - 1));
        if (parent instanceof Map<?, ?> map && map.containsKey(last)) {
            map.remove(last);
        } else if (parent instanceof List<?> list && index(last, list.size()) < list.size()) {
            list.remove(index(last, list.size()));
        } else {
            throw refused();
        }
    }

    private static int index(String step, int size) {
        try {
            int index = Integer.parseInt(step);
            return index < 0 ? size : index;
        } catch (NumberFormatException notAnIndex) {
            return size;
        }
    }

    private static List<String> pointer(Map<String, Object> operation, String key) {
        if (!(operation.get(key) instanceof String text)
                || !text.isEmpty() && !text.startsWith("/")) {
            throw ApiError.badRequest("JSON patch: '%s' is not a JSON pointer".formatted(key));
        }
        return text.isEmpty()
                ? List.of()
                : new ArrayList<>(
                        Arrays.stream(text.substring(1).split("/", -1))
                                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                                .toList());
    }

    /** The API server does not say which operation failed. */
    private static ApiError refused() {
        return new ApiError(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request",
                Map.of());
    }
}
