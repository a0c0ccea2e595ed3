package dev.toolbridge.tenants.runtime.process.supervisor;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the answer to a call: no document type, no entities but XML's own five, bounded depth and size.
final class XmlAnswer {
    static final int DEPTH_MAX = 16;
    static final int VALUES_MAX = 200_000;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private int values;

    private XmlAnswer(XMLStreamReader xml) {
        this.xml = xml;
    }

    /// The value that a method has returned.
    ///
    /// @throws SupervisorFault if the answer is a fault
    /// @throws BadAnswer if it is no answer
    static XmlValue read(byte[] text) {
        try {
            return new XmlAnswer(FACTORY.createXMLStreamReader(new ByteArrayInputStream(text))).answer();
        } catch (XMLStreamException | NumberFormatException broken) {
            throw new BadAnswer(broken.getClass().getSimpleName(), broken);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private XmlValue answer() throws XMLStreamException {
        enter("methodResponse");
        String kind = enterAny();
        return switch (kind) {
            case "params" -> {
                enter("param");
                XmlValue value = value(0);
                leave("param", "params", "methodResponse");
                yield value;
            }
            case "fault" -> throw fault(value(0));
            default -> throw new BadAnswer("it has the element " + kind);
        };
    }

    private static SupervisorFault fault(XmlValue value) {
        if (value instanceof XmlValue.Structure fault) {
            return new SupervisorFault((int) fault.whole("faultCode"), fault.text("faultString"));
        }
        throw new BadAnswer("its fault has no members");
    }

    private XmlValue value(int depth) throws XMLStreamException {
        enter("value");
        return content(depth);
    }

    /// Reads the rest of a value whose start has been read, to its end.
    private XmlValue content(int depth) throws XMLStreamException {
        values++;
        if (depth > DEPTH_MAX || values > VALUES_MAX) {
            throw new BadAnswer("it is too deep or too large");
        }
        Optional<String> plain = textBeforeElement();
        if (xml.isEndElement()) {
            return new XmlValue.Text(plain.orElse(""));
        }
        XmlValue typed = typed(xml.getLocalName(), depth);
        leave("value");
        return typed;
    }

    private XmlValue typed(String kind, int depth) throws XMLStreamException {
        return switch (kind) {
            case "string" -> new XmlValue.Text(elementText());
            case "int", "i4" -> new XmlValue.Whole(Long.parseLong(elementText().strip()));
            case "boolean" -> new XmlValue.Truth(elementText().strip().equals("1"));
            case "array" -> array(depth);
            case "struct" -> structure(depth);
            default -> throw new BadAnswer("it has a value of the kind " + kind);
        };
    }

    private XmlValue array(int depth) throws XMLStreamException {
        enter("data");
        List<XmlValue> found = new ArrayList<>();
        while (isNextElement("value")) {
            found.add(content(depth + 1));
        }
        leave("array");
        return new XmlValue.Sequence(found);
    }

    private XmlValue structure(int depth) throws XMLStreamException {
        Map<String, XmlValue> members = new LinkedHashMap<>();
        while (isNextElement("member")) {
            enter("name");
            members.put(elementText(), value(depth + 1));
            leave("member");
        }
        return new XmlValue.Structure(members);
    }

    private void enter(String name) throws XMLStreamException {
        String found = enterAny();
        if (!found.equals(name)) {
            throw new BadAnswer("it has the element " + found + " instead of " + name);
        }
    }

    private String enterAny() throws XMLStreamException {
        if (next() != XMLStreamConstants.START_ELEMENT) {
            throw new BadAnswer("an element is missing");
        }
        return xml.getLocalName();
    }

    /// True if an element of this name begins, false if the one around it ends.
    private boolean isNextElement(String name) throws XMLStreamException {
        int event = next();
        if (event == XMLStreamConstants.START_ELEMENT && !xml.getLocalName().equals(name)) {
            throw new BadAnswer("it has the element " + xml.getLocalName() + " instead of " + name);
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    private void leave(String... names) throws XMLStreamException {
        for (String name : names) {
            if (next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals(name)) {
                throw new BadAnswer("the element " + name + " has more than it may");
            }
        }
    }

    /// The text of an element that has no others in it.
    private String elementText() throws XMLStreamException {
        Optional<String> text = textBeforeElement();
        if (!xml.isEndElement()) {
            throw new BadAnswer("a text has elements");
        }
        return text.orElse("");
    }

    private Optional<String> textBeforeElement() throws XMLStreamException {
        int event = event();
        if (event != XMLStreamConstants.CHARACTERS) {
            return Optional.empty();
        }
        String text = xml.getText();
        if (event() == XMLStreamConstants.CHARACTERS) {
            throw new BadAnswer("a text is in parts");
        }
        return Optional.of(text);
    }

    /// The next element's start or end; only white space may stand before it.
    private int next() throws XMLStreamException {
        int event = event();
        while (event == XMLStreamConstants.CHARACTERS && xml.getText().isBlank()) {
            event = event();
        }
        return event;
    }

    private int event() throws XMLStreamException {
        int event = xml.hasNext() ? xml.next() : XMLStreamConstants.END_DOCUMENT;
        return switch (event) {
            case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT ->
                event;
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                XMLStreamConstants.CHARACTERS;
            default -> throw new BadAnswer("it has more than elements and texts");
        };
    }
}
