package io.meshfed.cli;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** JUnit files as a strict reader takes them. */
public final class JUnitFiles {

    private static final Schema SCHEMA = schema();

    private JUnitFiles() {}

    /** The document, when it is valid and its counts count what is there. */
    public static Document strict(String xml) {
        try {
            SCHEMA.newValidator().validate(new StreamSource(new StringReader(xml)));
            Document document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(xml)));
            for (String each : new String[] {"/testsuites", "/testsuites/testsuite"}) {
                requireCounts(document, each);
            }
            return document;
        } catch (SAXException | IOException | ParserConfigurationException invalid) {
            throw new AssertionError(invalid.getMessage() + "\n" + xml, invalid);
        }
    }

    /** What an XPath finds, as text. */
    public static String find(Document document, String path) {
        try {
            XPath xpath = XPathFactory.newInstance().newXPath();
            return xpath.evaluate(path, document);
        } catch (XPathExpressionException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static void requireCounts(Document document, String element) {
        int elements = (int) Double.parseDouble(find(document, "count(" + element + ")"));
        for (int i = 1; i <= elements; i++) {
            String one = "%s[%d]".formatted(element, i);
            requireCount(document, one, "tests", "testcase");
            requireCount(document, one, "failures", "failure");
            requireCount(document, one, "errors", "error");
            if (!find(document, one + "/@skipped").isEmpty()) {
                requireCount(document, one, "skipped", "skipped");
            }
        }
    }

    private static void requireCount(Document document, String of, String count, String counted) {
        String told = find(document, of + "/@" + count);
        String found = find(document, "count(" + of + "//" + counted + ")");
        if (!told.equals(found)) {
            throw new AssertionError("%s tells %s %s, has %s".formatted(of, told, count, found));
        }
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(JUnitFiles.class.getResource("junit.xsd"));
        } catch (SAXException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
