package io.ctpfeed.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;

/** How connections begin and end, and what the library does by itself then. */
class StandInConnectionTest {
    private static final int READ_FAILED = 0x1001;
    private static final int SILENCE = 0x2001;
    private static final int BAD_PACKET = 0x2003;

    private ScriptedFront front;
    private Library library;
    private final Callbacks callbacks = new Callbacks();

    @BeforeEach
    void open(@TempDir Path flows) throws Exception {
        front = new ScriptedFront();
        library = new Library(flows);
    }

    @AfterEach
    void release() throws Exception {
        library.close();
        front.close();
    }

    private void awaitConnected() throws Exception {
        assertEquals(new Callbacks.Call("OnFrontConnected", null, null, 0, true), callbacks.next());
    }

    private void awaitDisconnected(int reason) throws Exception {
        assertEquals(new Callbacks.Call("OnFrontDisconnected", null, null, reason, true), callbacks.next());
    }

    @Test
    void closedConnectionIsAReadFailureAndIsMadeAgain() throws Exception {
        CThostFtdcMdApi api = library.marketData(callbacks.marketData(), front.address());
        for (int round = 0; round < 50; round++) {
            try (ScriptedFront.Session session = front.accept()) {
                assertEquals(-1, api.ReqUserLogin(Library.login("trader-1"), 1), "not connected before the hello");
                session.hello();
                awaitConnected();
                assertEquals(0, api.ReqUserLogin(Library.login("trader-1"), 1));
                session.read();
            }
            awaitDisconnected(READ_FAILED);
        }
    }

    @Test
    void frontGivesTheReasonWhyItDisconnects() throws Exception {
        library.marketData(callbacks.marketData(), front.address());
        try (ScriptedFront.Session session = front.accept().hello().disconnect(0x1002)) {
            awaitConnected();
            awaitDisconnected(0x1002);
            assertTrue(session.isAtEnd());
        }
    }

    @Test
    void frontThatFallsSilentIsLeft() throws Exception {
        library.marketData(callbacks.marketData(), front.address());
        try (ScriptedFront.Session session = front.accept().hello(200, 1, 0, 0)) {
            awaitConnected();
            awaitDisconnected(SILENCE);
            assertTrue(session.isAtEnd());
        }
    }

    @Test
    void heartbeatsKeepAQuietConnection() throws Exception {
        library.marketData(callbacks.marketData(), front.address());
        try (ScriptedFront.Session session = front.accept().hello(1_000, 1, 0, 0)) {
            awaitConnected();
            for (int i = 0; i < 15; i++) {
                assertNull(callbacks.next(Duration.ofMillis(100)), "fifteen times a tenth of the timeout");
                session.send(ScriptedFront.HEARTBEAT, 0, 0, new byte[0]);
            }
            awaitDisconnected(SILENCE);
        }
    }

    @Test
    void frontThatSaysNoHelloIsNeverConnected() throws Exception {
        CThostFtdcMdApi api = library.marketData(callbacks.marketData(), front.address());
        ScriptedFront.Session mute = front.accept();
        assertNull(callbacks.next(Duration.ofMillis(200)));
        assertEquals(-1, api.SubscribeMarketData(new String[] {"rb2601"}));
        mute.close();
        try (ScriptedFront.Session next = front.accept()) {
            assertNull(callbacks.next(Duration.ofMillis(100)), "and so never disconnected");
            next.hello();
            awaitConnected();
        }
    }

    @Test
    void nextFrontIsTakenWhenTheFirstIsGone() throws Exception {
        try (ScriptedFront second = new ScriptedFront()) {
            library.marketData(callbacks.marketData(), front.address(), second.address());
            ScriptedFront.Session session = front.accept().hello();
            awaitConnected();
            front.close();
            session.close();
            awaitDisconnected(READ_FAILED);
            try (ScriptedFront.Session other = second.accept().hello()) {
                awaitConnected();
            }
        }
    }

    @Test
    void otherMachinesAreNotDialled() throws Exception {
        library.marketData(callbacks.marketData(), "tcp://192.0.2.1:41213", "ssl://127.0.0.1:1", front.address());
        try (ScriptedFront.Session session = front.accept().hello()) {
            awaitConnected();
        }
    }

    @Test
    void frameThatCannotBeRightEndsTheConnection() throws Exception {
        library.marketData(callbacks.marketData(), front.address());
        byte[][] wrong = {
            ScriptedFront.frame(11, 0, 0, new byte[583]),
            ScriptedFront.frame(99, 0, 0, new byte[8]),
            new byte[] {-1, -1, -1, -1, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        };
        for (byte[] frame : wrong) {
            try (ScriptedFront.Session session = front.accept().hello()) {
                awaitConnected();
                session.trySend(frame);
                awaitDisconnected(BAD_PACKET);
            }
        }
    }

    @Test
    void requestsNoFrontAnswersAreRefused() throws Exception {
        CThostFtdcMdApi api = library.marketData(callbacks.marketData(), front.address());
        try (ScriptedFront.Session session = front.accept().hello()) {
            awaitConnected();
            assertEquals(-1, api.SubscribeForQuoteRsp(new String[] {"rb2601"}));
        }
    }
}
