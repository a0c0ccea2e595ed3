package dev.toolbridge.moving.evernote;

import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.SourceUid;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.Room;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Streams the notes of a notebook. The bytes of resources are passed over; document types and entities are not read.
final class Notebook {
    /// The characters of a note.
    static final int CONTENT_LENGTH_MAX = Room.forText(16 << 20);
    private static final int DEPTH_MAX = 64;

    /// The notes whose names are remembered; Evernote itself keeps no more.
    private static final int NOTES_MAX = 100_000;

    private final SourceMember file;
    private final ItemOutput items;
    private final Map<UUID, Integer> counts = new HashMap<>();
    private NoteDraft note;

    private Notebook(SourceMember file, ItemOutput items) {
        this.file = file;
        this.items = items;
        this.note = new NoteDraft(file);
    }

    static void read(SourceMember file, ItemOutput items) throws IOException {
        var notebook = new Notebook(file, items);
        try (var bytes = new PlainBytes(file.open())) {
            XMLStreamReader xml = factory().createXMLStreamReader(bytes);
            notebook.read(xml);
            if (bytes.hasReplaced()) {
                items.remark("characters", file.path(), "control characters that XML forbids are replaced by blanks");
            }
        } catch (XMLStreamException broken) {
            items.refused("file", file.path(), "it is no whole ENEX" + place(broken));
        }
    }

    private static String place(XMLStreamException broken) {
        return broken.getLocation() == null
                ? ""
                : ", from line " + broken.getLocation().getLineNumber();
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        var path = new StringBuilder();
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEPTH_MAX) {
                        throw new XMLStreamException("too deep", xml.getLocation());
                    }
                    path.append('/').append(xml.getLocalName());
                    note.begin();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    end(path.toString());
                    path.setLength(path.length() - xml.getLocalName().length() - 1);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!path.toString().endsWith("/data")) {
                        note.add(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength(), CONTENT_LENGTH_MAX);
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("an entity", xml.getLocation());
                default -> {}
            }
        }
    }

    private void end(String path) {
        if (path.equals("/en-export/note")) {
            String name = file.path() + "#" + note.name();
            if (counts.size() < NOTES_MAX) {
                int number = counts.merge(SourceUid.of(EvernoteReader.FORMAT, name), 1, Integer::sum);
                note.give(name + "-" + number, items);
            } else {
                items.refused("note", name, "a notebook has more than " + NOTES_MAX + " notes");
            }
            note = new NoteDraft(file);
        } else if (path.startsWith("/en-export/note/")) {
            note.end(path.substring("/en-export/note/".length()));
        }
    }
}
