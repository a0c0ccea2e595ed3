package sample;

/// Says what it is.
public interface SilentInside {
    record Part() {}
}
