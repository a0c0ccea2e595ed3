package dev.toolbridge.moving.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// YAML as data, with the plain values of version 1.2 (section 10.3): `yes` and `12:30` are texts, days stay as they
/// are written. Tags are refused, and aliases count with all that they repeat.
final class Yaml {
    private static final int LENGTH_MAX = 1 << 18;
    private static final int DEPTH_MAX = 64;
    private static final int VALUES_MAX = 10_000;

    private int values;

    private Yaml() {}

    /// The value that the text writes; a missing node if it is empty.
    static JsonNode read(String text) throws Broken {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setCodePointLimit(LENGTH_MAX);
        try {
            Node root = new Composer(new ParserImpl(new StreamReader(text), options), new PlainValues(), options)
                    .getSingleNode();
            return root == null ? JsonNodeFactory.instance.missingNode() : new Yaml().value(root, 0);
        } catch (YAMLException broken) {
            throw new Broken();
        }
    }

    private JsonNode value(Node node, int depth) throws Broken {
        if (++values > VALUES_MAX || depth > DEPTH_MAX) {
            throw new Broken();
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> array(sequence, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new Broken();
        };
    }

    private JsonNode object(MappingNode mapping, int depth) throws Broken {
        check(mapping.getTag(), Tag.MAP);
        var object = JsonNodeFactory.instance.objectNode();
        for (var pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)
                    || object.replace(key.getValue(), value(pair.getValueNode(), depth + 1)) != null) {
                throw new Broken();
            }
        }
        return object;
    }

    private JsonNode array(SequenceNode sequence, int depth) throws Broken {
        check(sequence.getTag(), Tag.SEQ);
        var array = JsonNodeFactory.instance.arrayNode();
        for (Node element : sequence.getValue()) {
            array.add(value(element, depth + 1));
        }
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) throws Broken {
        var nodes = JsonNodeFactory.instance;
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT)) {
            return nodes.numberNode(new BigInteger(text));
        }
        if (tag.equals(Tag.FLOAT)) {
            return nodes.numberNode(new BigDecimal(text));
        }
        if (tag.equals(Tag.BOOL)) {
            return nodes.booleanNode(text.equalsIgnoreCase("true"));
        }
        if (tag.equals(Tag.NULL)) {
            return nodes.nullNode();
        }
        check(tag, Tag.STR);
        return nodes.textNode(text);
    }

    private static void check(Tag tag, Tag expected) throws Broken {
        if (!tag.equals(expected)) {
            throw new Broken();
        }
    }

    /// Text that is no YAML, or none that is taken.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken() {
            super("the YAML cannot be read", null, false, false);
        }
    }

    private static final class PlainValues extends Resolver {
        private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,300})");
        private static final Pattern BROKEN = Pattern.compile("-?(?:0|[1-9][0-9]{0,300})\\.[0-9]{1,300}");
        private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOLEAN, "tTfF");
            addImplicitResolver(Tag.INT, WHOLE, "-0123456789");
            addImplicitResolver(Tag.FLOAT, BROKEN, "-0123456789");
            addImplicitResolver(Tag.NULL, NOTHING, "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
        }
    }
}
