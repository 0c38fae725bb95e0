package io.ctpfeed.ops.hawtio;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** A response whose body is kept until {@link #send}, to be read before. */
final class HeldResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(kept, StandardCharsets.UTF_8));

    HeldResponse(HttpServletResponse response) {
        super(response);
    }

    byte[] body() {
        writer.flush();
        return kept.toByteArray();
    }

    void send() throws IOException {
        byte[] body = body();
        getResponse().setContentLength(body.length);
        getResponse().getOutputStream().write(body);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int one) {
                kept.write(one);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("it takes all at once");
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void setContentLength(int length) {
        // sent with the body
    }

    @Override
    public void setContentLengthLong(long length) {
        // sent with the body
    }

    @Override
    public void flushBuffer() {
        // sent with the body
    }
}
