package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("the door for Routes")
@Timeout(120)
class FrontDoorTest {

    private final EastWest meshes = EastWest.federated();
    private final Traffic traffic = meshes.stage.traffic;

    @AfterEach
    void close() {
        traffic.close();
    }

    /** Several requests over one connection; the last line of each answer's head and its body. */
    private static String[] ask(InetSocketAddress address, String... requests) throws IOException {
        String[] answers = new String[requests.length];
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < requests.length; i++) {
                socket.getOutputStream()
                        .write((requests[i] + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                answers[i] = answer(in, requests[i].startsWith("HEAD"));
            }
        }
        return answers;
    }

    private static String answer(BufferedReader in, boolean headOnly) throws IOException {
        String status = in.readLine();
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:") && !headOnly) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            read += in.read(body, read, length - read);
        }
        return status + " " + new String(body);
    }

    @Test
    @DisplayName("tells Routes apart by Host, with a port behind it or not, over one connection")
    void byHost() throws IOException {
        traffic.listen(0);
        String[] answers =
                ask(
                        traffic.address(),
                        "GET /info HTTP/1.1\r\nHost: " + EastWest.HOST,
                        "GET /info?a=b HTTP/1.1\r\nHost: "
                                + EastWest.HOST.toUpperCase(Locale.ROOT)
                                + ":8080",
                        "HEAD /info HTTP/1.1\r\nHost: " + EastWest.HOST,
                        "GET /info HTTP/1.1\r\nHost: nobody.test",
                        "GET /nothing HTTP/1.1\r\nHost: " + EastWest.HOST);

        assertTrue(
                answers[0].startsWith(
                        "HTTP/1.1 200 OK {\"service\":\"kube-info\",\"mesh\":\"east\",\"version\":\"v1\",\"cluster\":\"aro\","),
                answers[0]);
        assertTrue(answers[1].contains("\"version\":\"v2\""), answers[1]);
        assertEquals("HTTP/1.1 200 OK ", answers[2]);
        assertTrue(answers[3].startsWith("HTTP/1.1 503 Service Unavailable <html>"), answers[3]);
        assertEquals("HTTP/1.1 404 Not Found ", answers[4]);
    }

    @Test
    @DisplayName("answers late what takes long, and keeps nobody else waiting")
    void late() throws IOException {
        meshes.deploy("rosa", "west", "v1", "sandbox.meshfed.io/takes: 300ms");
        meshes.deploy("rosa", "west", "v2", "sandbox.meshfed.io/takes: 300ms");
        meshes.split(0, EastWest.WEST, 100);
        meshes.stage.settle();
        traffic.listen(0);
        long began = System.nanoTime();
        String[] answers =
                ask(
                        traffic.address(),
                        "GET /info HTTP/1.1\r\nHost: " + EastWest.HOST,
                        "POST /info HTTP/1.1\r\nContent-Length: 0\r\nHost: " + EastWest.HOST);

        assertTrue(answers[0].contains("\"mesh\":\"west\""), answers[0]);
        assertTrue(answers[1].contains("\"mesh\":\"west\""), answers[1]);
        assertTrue(System.nanoTime() - began >= 600_000_000L);
    }

    @Test
    @DisplayName("tells whoever asks for this machine itself what was counted")
    void counts() throws IOException {
        traffic.listen(0);
        String[] answers =
                ask(
                        traffic.address(),
                        "GET /info HTTP/1.1\r\nHost: " + EastWest.HOST,
                        "GET / HTTP/1.1\r\nHost: 127.0.0.1");

        assertEquals("HTTP/1.1 200 OK {\"east v1 requests\":1}", answers[1]);
    }

    @Test
    @DisplayName("says so when somebody else has its port")
    void taken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FederationException refused =
                    assertThrows(
                            FederationException.class, () -> traffic.listen(other.getLocalPort()));
            assertEquals(ErrorClass.INPUT, refused.errorClass());
        }
    }
}
