package dev.toolbridge.tenants.runtime.process.supervisor;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A call of a method, as XML-RPC writes it.
final class XmlCall {

    private XmlCall() {}

    static byte[] of(String method, XmlValue... arguments) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("methodCall");
            element(xml, "methodName", method);
            xml.writeStartElement("params");
            for (XmlValue argument : arguments) {
                xml.writeStartElement("param");
                value(xml, argument);
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a text takes every element", impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void value(XMLStreamWriter xml, XmlValue value) throws XMLStreamException {
        xml.writeStartElement("value");
        switch (value) {
            case XmlValue.Text text -> element(xml, "string", text.text());
            case XmlValue.Whole whole -> element(xml, "int", Long.toString(whole.number()));
            case XmlValue.Truth truth -> element(xml, "boolean", truth.isTrue() ? "1" : "0");
            case XmlValue.Sequence _, XmlValue.Structure _ ->
                throw new IllegalArgumentException("no method of supervisord takes such a value");
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
