package io.meshfed.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * A key and a self-signed certificate for a test server, made by the JDK's own keytool: openssl may
 * not be there.
 */
public record ServerKeys(KeyStore store, String pem) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** For localhost and 127.0.0.1, made once. */
    public static final ServerKeys LOCALHOST = make("SAN=dns:localhost,ip:127.0.0.1", "30");

    /**
     * @param names an extension in the words of keytool
     * @param days of validity; negative for one that is over
     */
    public static ServerKeys make(String names, String days) {
        try {
            Path folder = Files.createTempDirectory("server-keys");
            Path file = folder.resolve("store.p12");
            keytool(file, names, days);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            Files.delete(file);
            Files.delete(folder);
            return new ServerKeys(store, pem(store));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void keytool(Path file, String names, String days)
            throws IOException, InterruptedException {
        boolean over = days.startsWith("-");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test server",
                        "-ext",
                        names,
                        "-startdate",
                        over ? days + "d" : "-1d",
                        "-validity",
                        over ? "1" : days,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
    }

    private static String pem(KeyStore store) throws GeneralSecurityException {
        byte[] der = store.getCertificate("server").getEncoded();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    KeyManagerFactory keyManagers() throws GeneralSecurityException {
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory;
    }
}
