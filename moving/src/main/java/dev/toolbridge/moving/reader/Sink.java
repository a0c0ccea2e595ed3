package dev.toolbridge.moving.reader;

/// Takes what a reader finds, in order, on the reader's thread. An exception of the sink ends the reading.
public interface Sink {

    void item(ImportedItem item);

    void line(ReportLine line);
}
