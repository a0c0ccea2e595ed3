package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/// Sends every answer in the form that its request asks for: nothing behind the head of an answer to
/// HEAD, of a 204 and of a 304, where it would be read as the next answer (RFC 9112, section 6.3); no chunks and no
/// interim answers to HTTP/1.0.
///
/// For the connection's thread.
final class AnswerWriter implements DataWriter {
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;
    private static final int FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final DataWriter out;
    private RequestLine line = RequestLine.unread(false);
    private Form form = Form.BEFORE_HEAD;

    /// The treatment of the next bytes.
    private enum Form {
        BEFORE_HEAD,
        AS_IT_IS,
        NO_BODY,
        WITHOUT_CHUNKS
    }

    AnswerWriter(DataWriter out) {
        this.out = out;
    }

    /// Takes all bytes from here on as the answer to that request.
    void answers(RequestLine request) {
        line = request;
        form = Form.BEFORE_HEAD;
    }

    @Override
    public void write(BufferData buffer) {
        BufferData formed = formed(buffer);
        if (formed.available() > 0) {
            out.write(formed);
        }
    }

    @Override
    public void writeNow(BufferData buffer) {
        BufferData formed = formed(buffer);
        if (formed.available() > 0) {
            out.writeNow(formed);
        }
    }

    @Override
    public void write(BufferData... buffers) {
        for (BufferData buffer : buffers) {
            write(buffer);
        }
    }

    @Override
    public void writeNow(BufferData... buffers) {
        for (BufferData buffer : buffers) {
            writeNow(buffer);
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.close();
    }

    private BufferData formed(BufferData buffer) {
        return switch (form) {
            case AS_IT_IS -> buffer;
            case BEFORE_HEAD -> head(buffer);
            case NO_BODY -> BufferData.empty();
            case WITHOUT_CHUNKS -> BufferData.create(AnswerHead.content(buffer.readBytes()));
        };
    }

    /// The server behind writes a head in one piece, perhaps with the beginning of the body.
    private BufferData head(BufferData buffer) {
        int status = status(buffer);
        if (status < FINAL) {
            return line.isOld() ? BufferData.empty() : buffer;
        }
        boolean bodiless = status == NO_CONTENT || status == NOT_MODIFIED;
        if (bodiless || line.isHead()) {
            form = Form.NO_BODY;
            var answer = AnswerHead.of(buffer.readBytes());
            return BufferData.create(bodiless ? answer.withoutFraming() : answer.head());
        }
        return line.isOld() ? old(buffer) : asItIs(buffer);
    }

    private BufferData old(BufferData buffer) {
        var answer = AnswerHead.of(buffer.readBytes());
        if (!answer.isChunked()) {
            return asItIs(BufferData.create(answer.whole()));
        }
        form = Form.WITHOUT_CHUNKS;
        return BufferData.create(RequestFrames.joined(answer.withoutFraming(), AnswerHead.content(answer.rest())));
    }

    private BufferData asItIs(BufferData buffer) {
        form = Form.AS_IT_IS;
        return buffer;
    }

    private static int status(BufferData buffer) {
        int status = 0;
        for (int at = STATUS_AT; at < STATUS_AT + STATUS_DIGITS; at++) {
            status = status * 10 + Character.digit(buffer.get(at), 10);
        }
        return status;
    }
}
