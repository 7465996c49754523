package io.meshfed.contexts;

/**
 * The JSON Schema of the federation file, for editors. It says what one key may be; how the parts
 * fit together is for {@link FederationReader} to say.
 */
public final class FederationSchema {

    private FederationSchema() {}

    public static String json() {
        return SchemaText.of("meshfed federation file", FileFormat.FEDERATION);
    }
}
