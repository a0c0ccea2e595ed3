package sample;

import java.time.format.DateTimeFormatter;

class Pattern {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("EEEE");
}
