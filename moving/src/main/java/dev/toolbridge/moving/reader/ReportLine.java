package dev.toolbridge.moving.reader;

/// A line of the report: something that did not come over as it was.
///
/// @param kind the effect on what was read
/// @param subject the word under which lines are counted, such as `picture` or `encoding`
/// @param where the file and, after `#`, the place in it
/// @param text the name of what is missing, or the reason
public record ReportLine(Kind kind, String subject, String where, String text) {
    private static final int TEXT_LENGTH_MAX = 500;
    private static final int SUBJECT_LENGTH_MAX = 100;

    public ReportLine {
        subject = shortened(subject, SUBJECT_LENGTH_MAX);
        where = shortened(where, TEXT_LENGTH_MAX);
        text = shortened(text, TEXT_LENGTH_MAX);
    }

    /// The effects, in the order in which a report shows them.
    public enum Kind {
        /// An item or a file that is not imported.
        REFUSED,
        /// A part that has no place here; the item comes without it.
        LEFT_OUT,
        /// A remark about something that came over in another way than one may expect.
        REMARK
    }

    public static ReportLine refused(String subject, String where, String reason) {
        return new ReportLine(Kind.REFUSED, subject, where, reason);
    }

    public static ReportLine leftOut(String subject, String where, String name) {
        return new ReportLine(Kind.LEFT_OUT, subject, where, name);
    }

    public static ReportLine remark(String subject, String where, String text) {
        return new ReportLine(Kind.REMARK, subject, where, text);
    }

    private static String shortened(String text, int lengthMax) {
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax - 1) + "…";
    }
}
