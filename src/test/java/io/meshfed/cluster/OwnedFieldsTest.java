package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnedFieldsTest {

    private static Map<String, Object> json(String text) throws IOException {
        return Json.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    all is as asked | {'d':{'a':'1'}} | {'d':{'a':'1'}} | {'f:d':{'f:a':{}}} | true
                    others own more | {'d':{'a':'1'}} | {'d':{'a':'1','b':'2'}} | {'f:d':{'f:a':{}}} | true
                    another value | {'d':{'a':'1'}} | {'d':{'a':'2'}} | {'f:d':{'f:a':{}}} | false
                    value gone | {'d':{'a':'1'}} | {'d':{}} | {'f:d':{'f:a':{}}} | false
                    right value, not ours | {'d':{'a':'1','b':'2'}} | {'d':{'a':'1','b':'2'}} | {'f:d':{'f:a':{}}} | false
                    no longer asked for | {'d':{'a':'1'}} | {'d':{'a':'1','b':'2'}} | {'f:d':{'f:a':{},'f:b':{}}} | false
                    nothing owned | {'d':{'a':'1'}} | {'d':{'a':'1'}} | {} | false
                    nothing asked, nothing owned | {} | {'d':{'a':'1'}} | {} | true
                    nothing asked, something owned | {} | {'d':{'a':'1'}} | {'f:d':{'f:a':{}}} | false
                    numbers by value | {'n':80} | {'n':80} | {'f:n':{}} | true
                    a number is no text | {'n':80} | {'n':'80'} | {'f:n':{}} | false
                    a fraction | {'n':1} | {'n':1.0} | {'f:n':{}} | true
                    atomic list | {'l':[{'a':1},{'b':2}]} | {'l':[{'a':1},{'b':2}]} | {'f:l':{}} | true
                    atomic list reordered | {'l':[1,2]} | {'l':[2,1]} | {'f:l':{}} | false
                    atomic list longer | {'l':[1]} | {'l':[1,2]} | {'f:l':{}} | false
                    atomic element with more | {'l':[{'a':1}]} | {'l':[{'a':1,'b':2}]} | {'f:l':{}} | false
                    empty list | {'l':[]} | {'l':[]} | {'f:l':{}} | true
                    empty list, something there | {'l':[]} | {'l':[1]} | {'f:l':{}} | false
                    empty map kept | {'m':{}} | {'m':{}} | {'f:m':{}} | true
                    empty map dropped by the server | {'m':{}} | {} | {} | true
                    empty map, one entry owned | {'m':{}} | {'m':{'a':'1'}} | {'f:m':{'f:a':{}}} | false
                    atomic map | {'m':{'a':'1'}} | {'m':{'a':'1'}} | {'f:m':{}} | true
                    atomic map with more | {'m':{'a':'1'}} | {'m':{'a':'1','b':'2'}} | {'f:m':{}} | false
                    set | {'s':['a','b']} | {'s':['x','b','a']} | {'f:s':{'v:\\"a\\"':{},'v:\\"b\\"':{}}} | true
                    set with one gone | {'s':['a','b']} | {'s':['a']} | {'f:s':{'v:\\"a\\"':{},'v:\\"b\\"':{}}} | false
                    set with one too many | {'s':['a']} | {'s':['a','b']} | {'f:s':{'v:\\"a\\"':{},'v:\\"b\\"':{}}} | false
                    list by key | {'p':[{'n':'x','v':1}]} | {'p':[{'n':'y','v':2},{'n':'x','v':1}]} | {'f:p':{'k:{\\"n\\":\\"x\\"}':{'.':{},'f:n':{},'f:v':{}}}} | true
                    list by key, another value | {'p':[{'n':'x','v':1}]} | {'p':[{'n':'x','v':2}]} | {'f:p':{'k:{\\"n\\":\\"x\\"}':{'.':{},'f:n':{},'f:v':{}}}} | false
                    list by key, element gone | {'p':[{'n':'x','v':1}]} | {'p':[]} | {'f:p':{'k:{\\"n\\":\\"x\\"}':{'.':{},'f:n':{},'f:v':{}}}} | false
                    list by key with a default | {'p':[{'port':80}]} | {'p':[{'port':80,'protocol':'TCP'}]} | {'f:p':{'k:{\\"port\\":80,\\"protocol\\":\\"TCP\\"}':{'.':{},'f:port':{}}}} | true
                    two elements that differ in a default | {'p':[{'port':80,'protocol':'UDP'}]} | {'p':[{'port':80,'protocol':'TCP'},{'port':80,'protocol':'UDP'}]} | {'f:p':{'k:{\\"port\\":80,\\"protocol\\":\\"UDP\\"}':{'.':{},'f:port':{},'f:protocol':{}}}} | true
                    garbage in the record | {'d':{'a':'1'}} | {'d':{'a':'1'}} | {'f:d':{'k:nonsense':{},'f:a':{}}} | false
                    """)
    @DisplayName("an apply is needless exactly when it would change neither a value nor an owner")
    void settled(String name, String asked, String live, String owned, boolean needless)
            throws IOException {
        Map<String, Object> tree = json(live);
        tree.put("metadata", json(managedFields(owned)));

        ClusterObject object = new ClusterObject(TestSessions.X, tree);

        assertEquals(needless, OwnedFields.of(object, "meshfed").settled(json(asked), object));
    }

    private static String managedFields(String owned) {
        String entry = "{'manager':'%s','operation':'%s','fieldsV1':%s}";
        return "{'managedFields':[%s,%s,%s]}"
                .formatted(
                        entry.formatted("kubectl", "Apply", "{'f:other':{}}"),
                        entry.formatted("meshfed", "Update", "{'f:other':{}}"),
                        entry.formatted("meshfed", "Apply", owned));
    }
}
