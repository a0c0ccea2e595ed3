package dev.toolbridge.mcp.tool.app;

import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Parameter;
import java.util.Optional;

/// The argument `ui_format` of older clients. There is one format, HTML; who asks for another is told so.
final class UiFormat {
    static final Parameter PARAMETER = Parameter.optional("ui_format", Kind.TEXT);

    private static final String HTML = "html";
    private static final int LENGTH_MAX = 40;

    private UiFormat() {}

    /// The remark for a format other than HTML.
    static Optional<String> remark(Arguments arguments) {
        return arguments
                .text(PARAMETER.name())
                .filter(asked -> !asked.equals(HTML))
                .map(asked -> "The page is html; ui_format %s is not offered."
                        .formatted(StoredText.inline(asked, LENGTH_MAX)));
    }
}
