package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("what we applied, read from the object")
class AppliedTest {

    private static Map<String, Object> json(String text) throws IOException {
        return Json.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ClusterObject object(String live, String owned) throws IOException {
        Map<String, Object> tree = json(live);
        Map<String, Object> metadata =
                json(
                        "{'managedFields':[{'manager':'kubectl','operation':'Apply','fieldsV1':{'f:z':{}}},{'manager':'meshfed','operation':'Apply','fieldsV1':%s}]}"
                                .formatted(owned));
        if (tree.get("metadata") instanceof Map<?, ?> more) {
            more.forEach((key, value) -> metadata.put(String.valueOf(key), value));
        }
        tree.put("metadata", metadata);
        return new ClusterObject(TestSessions.X, tree);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    only ours | {'d':{'a':'1','b':'2'}} | {'f:d':{'f:a':{}}} | {'d':{'a':'1'}}
                    dropped by the server | {'d':{}} | {'f:d':{'f:a':{}}} | {'d':{}}
                    atomic list | {'l':[{'a':1},{'b':2}]} | {'f:l':{}} | {'l':[{'a':1},{'b':2}]}
                    atomic map | {'m':{'a':'1'}} | {'f:m':{}} | {'m':{'a':'1'}}
                    empty map with others' entries | {'m':{'a':'1'}} | {'f:m':{'.':{}}} | {'m':{}}
                    set, in its order | {'s':['x','b','a']} | {'f:s':{'v:\\"a\\"':{},'v:\\"b\\"':{}}} | {'s':['b','a']}
                    list by key | {'p':[{'n':'y','v':2},{'n':'x','v':1,'w':3}]} | {'f:p':{'k:{\\"n\\":\\"x\\"}':{'.':{},'f:n':{},'f:v':{}}}} | {'p':[{'n':'x','v':1}]}
                    list in list by key | {'c':[{'n':'a','p':[{'q':1,'h':5},{'q':2}]}]} | {'f:c':{'k:{\\"n\\":\\"a\\"}':{'.':{},'f:n':{},'f:p':{'k:{\\"q\\":2}':{'.':{},'f:q':{}}}}}} | {'c':[{'n':'a','p':[{'q':2}]}]}
                    a key left to its default | {'p':[{'port':80,'protocol':'TCP'}]} | {'f:p':{'k:{\\"port\\":80,\\"protocol\\":\\"TCP\\"}':{'.':{},'f:port':{}}}} | {'p':[{'port':80}]}
                    two that differ in a default | {'p':[{'port':80,'protocol':'TCP'},{'port':80,'protocol':'UDP'}]} | {'f:p':{'k:{\\"port\\":80,\\"protocol\\":\\"UDP\\"}':{'.':{},'f:port':{},'f:protocol':{}}}} | {'p':[{'port':80,'protocol':'UDP'}]}
                    status is no wish | {'d':1,'status':{'x':1}} | {'f:d':{},'f:status':{'f:x':{}}} | {'d':1}
                    """)
    @DisplayName(
            "the fields that we own, with the values that they have; applied again, nothing changes")
    void content(String name, String live, String owned, String expected) throws IOException {
        ClusterObject object = object(live, owned);

        Manifest applied = Applied.of(object).orElseThrow();

        assertTrue(
                Values.same(json(expected), applied.content()), () -> applied.content().toString());
        if (!name.startsWith("dropped") && !name.startsWith("status")) {
            assertTrue(Applied.settled(applied, object), "it would be written again");
        }
    }

    @Test
    @DisplayName("labels and annotations with dots and slashes come along, those of others do not")
    void metadata() throws IOException {
        ClusterObject object =
                object(
                        "{'metadata':{'labels':{'app.io/a':'1','b':'2'},'annotations':{'x.y/z':'3'}}}",
                        "{'f:metadata':{'f:labels':{'f:app.io/a':{}},'f:annotations':{'.':{},'f:x.y/z':{}}}}");

        Manifest applied = Applied.of(object).orElseThrow();

        assertEquals(Map.of("app.io/a", "1"), applied.labels());
        assertEquals(Map.of("x.y/z", "3"), applied.annotations());
        assertTrue(Applied.settled(applied, object));
    }

    @Test
    @DisplayName("what we never applied has nothing of ours")
    void others() throws IOException {
        assertEquals(
                Optional.empty(),
                Applied.of(new ClusterObject(TestSessions.X, json("{'d':{'a':'1'}}"))));
    }
}
