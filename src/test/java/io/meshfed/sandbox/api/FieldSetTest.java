package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FieldSetTest {

    private static final String FIELDS =
            "{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:a\":{}}},"
                    + "\"f:spec\":{\"f:ports\":{\"k:{\\\"port\\\":80}\":{\".\":{},\"f:name\":{}}},"
                    + "\"f:set\":{\"v:\\\"x\\\"\":{}}}}";

    @Test
    @DisplayName("what managedFields says is read and written without loss")
    void roundTrip() {
        assertEquals(FIELDS, Json.write(FieldSet.parse(Json.object(FIELDS)).toFieldsV1()));
    }

    @Test
    @DisplayName("taking a field away leaves its parents and children alone")
    void minus() {
        FieldSet all = parse("{'f:a': {'.': {}, 'f:b': {}, 'f:c': {}}}");

        assertEquals(parse("{'f:a': {'f:b': {}, 'f:c': {}}}"), all.minus(parse("{'f:a': {}}")));
        assertEquals(
                parse("{'f:a': {'.': {}, 'f:c': {}}}"), all.minus(parse("{'f:a': {'f:b': {}}}")));
    }

    @Test
    @DisplayName("taking a tree away takes all below it")
    void minusTrees() {
        FieldSet all = parse("{'f:a': {'f:b': {}}, 'f:c': {}}");

        assertEquals(parse("{'f:c': {}}"), all.minusTrees(parse("{'f:a': {}}")));
    }

    @Test
    @DisplayName("two sets share what both hold, path by path")
    void intersect() {
        FieldSet all = parse("{'f:a': {'.': {}, 'f:b': {}}}");

        assertEquals(parse("{'f:a': {'f:b': {}}}"), all.intersect(parse("{'f:a': {'f:b': {}}}")));
        assertEquals(FieldSet.empty(), all.intersect(parse("{'f:b': {}}")));
    }

    private static FieldSet parse(String fields) {
        Map<String, Object> tree = Json.object(fields.replace('\'', '"'));
        return FieldSet.parse(tree);
    }
}
