package sample;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

class RootLanguage {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);

    String port(int port) {
        return "port = %s, 100 %%, \\u%04x%n".formatted(port, port)
                + String.format(Locale.ROOT, "%,d", port)
                + "TITLE".toLowerCase(Locale.ROOT);
    }
}
