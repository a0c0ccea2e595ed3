package dev.toolbridge.tenants.runtime.process.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlAnswerTest {
    private static final String HEAD = "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n";
    private static final String FOOT = "\n</param>\n</params>\n</methodResponse>\n";

    @Test
    void valuesOfAllKindsAreRead() {
        assertThat(read("""
                <value><struct>
                <member><name>name</name>
                <value><string>a &lt;b&gt; &amp; &#233;<![CDATA[<c>]]></string></value></member>
                <member><name>plain</name><value> as it is </value></member>
                <member><name>empty</name><value></value></member>
                <member><name>pid</name><value><int>-7</int></value></member>
                <member><name>state</name><value><i4>20</i4></value></member>
                <member><name>on</name><value><boolean>1</boolean></value></member>
                <member><name>list</name><value><array><data>
                <value><boolean>0</boolean></value><value><string/></value>
                </data></array></value></member>
                </struct></value>"""))
                .isEqualTo(new XmlValue.Structure(Map.of(
                        "name", new XmlValue.Text("a <b> & é<c>"),
                        "plain", new XmlValue.Text(" as it is "),
                        "empty", new XmlValue.Text(""),
                        "pid", new XmlValue.Whole(-7),
                        "state", new XmlValue.Whole(20),
                        "on", new XmlValue.Truth(true),
                        "list", new XmlValue.Sequence(List.of(new XmlValue.Truth(false), new XmlValue.Text(""))))));
    }

    @Test
    void aFaultIsThrownWithItsNumber() {
        String fault = "<methodResponse><fault><value><struct>"
                + "<member><name>faultCode</name><value><int>92</int></value>"
                + "</member><member><name>faultString</name><value><string>CANT_REREAD: x</string></value></member>"
                + "</struct></value></fault></methodResponse>";

        assertThatExceptionOfType(SupervisorFault.class)
                .isThrownBy(() -> XmlAnswer.read(fault.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("CANT_REREAD: x")
                .satisfies(thrown -> assertThat(thrown.code()).isEqualTo(FaultCode.CANNOT_REREAD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<methodResponse>",
                "<methodResponse/>",
                "<html/>",
                "<methodResponse><params/></methodResponse>",
                "<methodResponse><params><param/></params></methodResponse>",
                "<methodResponse><other/></methodResponse>",
                "<methodResponse><fault><value>no struct</value></fault></methodResponse>",
                "<methodResponse><fault><value><struct/></value></fault></methodResponse>",
                "<methodResponse><params><param><value><int>x</int></value></param></params></methodResponse>",
                "<methodResponse><params><param><value><double>1</double></value></param></params></methodResponse>",
                "<methodResponse><params><param><value>a<int>1</int></value><value/></param></params></methodResponse>",
                "<!DOCTYPE m><methodResponse><params><param><value>a</value></param></params></methodResponse>",
                "<!DOCTYPE m [<!ENTITY a 'aaaa'>]><methodResponse><params><param><value>&a;</value></param></params>"
                        + "</methodResponse>",
                "<!DOCTYPE m SYSTEM 'file:///etc/passwd'><methodResponse/>",
                "<methodResponse><params><param><value>&unknown;</value></param></params></methodResponse>",
                "<methodResponse><params><param><value>&#0;</value></param></params></methodResponse>",
                "<methodResponse><?instruction?><params/></methodResponse>"
            })
    void everythingElseIsRefused(String text) {
        assertThatExceptionOfType(BadAnswer.class)
                .isThrownBy(() -> XmlAnswer.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void depthAndNumberOfValuesAreBounded() {
        assertThat(read(nested(XmlAnswer.DEPTH_MAX))).isInstanceOf(XmlValue.Sequence.class);
        assertThatExceptionOfType(BadAnswer.class).isThrownBy(() -> read(nested(XmlAnswer.DEPTH_MAX + 1)));
        assertThat(read(flat(XmlAnswer.VALUES_MAX - 1))).isInstanceOf(XmlValue.Sequence.class);
        assertThatExceptionOfType(BadAnswer.class).isThrownBy(() -> read(flat(XmlAnswer.VALUES_MAX)));
    }

    @Test
    void callsAreEscaped() {
        assertThat(new String(
                        XmlCall.of(
                                "supervisor.startProcess", new XmlValue.Text("<a> & ]]>"), new XmlValue.Truth(false)),
                        StandardCharsets.UTF_8))
                .contains("<methodName>supervisor.startProcess</methodName>")
                .contains("&lt;a&gt; &amp; ]]&gt;")
                .contains("<boolean>0</boolean>");
    }

    private static String nested(int depth) {
        return "<value><array><data>".repeat(depth) + "<value>a</value>" + "</data></array></value>".repeat(depth);
    }

    private static String flat(int count) {
        return "<value><array><data>" + "<value/>".repeat(count) + "</data></array></value>";
    }

    private static XmlValue read(String value) {
        return XmlAnswer.read((HEAD + value + FOOT).getBytes(StandardCharsets.UTF_8));
    }
}
