package io.meshfed.contexts;

/**
 * The JSON Schema of the promotion file, for editors. It says what one key may be; how the parts
 * fit together, and with the federation, is for {@link PromotionReader} to say.
 */
public final class PromotionSchema {

    private PromotionSchema() {}

    public static String json() {
        return SchemaText.of("meshfed promotion file", PromotionFormat.PROMOTION);
    }
}
