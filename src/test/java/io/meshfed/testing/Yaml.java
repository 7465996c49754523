package io.meshfed.testing;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Objects in the form in which people read them. */
public final class Yaml {

    private Yaml() {}

    public static Map<String, Object> one(String yaml) {
        return all(yaml).get(0);
    }

    /** All documents that are objects. */
    public static List<Map<String, Object>> all(String yaml) {
        List<Map<String, Object>> trees = new ArrayList<>();
        Load load = new Load(LoadSettings.builder().setCodePointLimit(16 << 20).build());
        for (Object document : load.loadAllFromString(yaml)) {
            if (document instanceof Map<?, ?> map) {
                trees.add(Trees.object(map));
            }
        }
        return trees;
    }

    /**
     * The same for equal trees, whatever the order of their keys and the width of their numbers.
     */
    public static String canonical(Object value) {
        return text(Map.of("value", sorted(value)));
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, Object> keys = new TreeMap<>();
            map.forEach((key, element) -> keys.put(String.valueOf(key), sorted(element)));
            return keys;
        }
        return value instanceof List<?> list ? list.stream().map(Yaml::sorted).toList() : value;
    }

    public static String text(Map<String, Object> tree) {
        DumpSettings block =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setDereferenceAliases(true)
                        .build();
        return new Dump(block).dumpToString(tree);
    }
}
