package io.meerkat.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/** The bodies that S3 has in XML. */
final class Xml {
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";

    private Xml() {}

    static String error(S3Refusal refusal) {
        return "<Error><Code>" + refusal.code() + "</Code><Message>" + escaped(String.valueOf(refusal.getMessage()))
                + "</Message></Error>";
    }

    static String list(Call call, String prefix, int most, Objects.Page page) {
        var url = call.parameter("encoding-type", "").equals("url");
        UnaryOperator<String> shown = url ? Xml::urlEncoded : Xml::escaped;
        int bucket = call.bucket().length() + 1;
        var entries = page.entries().entrySet().stream()
                .map(entry -> entry(shown.apply(entry.getKey().substring(bucket)), entry.getValue()))
                .collect(Collectors.joining());
        var next = page.more()
                ? "<NextContinuationToken>" + escaped(page.entries().lastKey()) + "</NextContinuationToken>"
                : "";
        return "<ListBucketResult" + NAMESPACE + "<Name>" + escaped(call.bucket()) + "</Name><Prefix>"
                + shown.apply(prefix) + "</Prefix><KeyCount>" + page.entries().size() + "</KeyCount><MaxKeys>" + most
                + "</MaxKeys>" + (url ? "<EncodingType>url</EncodingType>" : "") + "<IsTruncated>" + page.more()
                + "</IsTruncated>" + next + entries + "</ListBucketResult>";
    }

    private static String entry(String key, Optional<StoredObject> object) {
        return object.map(stored -> "<Contents><Key>" + key + "</Key><LastModified>" + stored.modified()
                        + "</LastModified><ETag>" + escaped(stored.etag()) + "</ETag><Size>" + stored.size()
                        + "</Size><StorageClass>STANDARD</StorageClass></Contents>")
                .orElseGet(() -> "<CommonPrefixes><Prefix>" + key + "</Prefix></CommonPrefixes>");
    }

    static String begun(Call call, String upload) {
        return "<InitiateMultipartUploadResult" + NAMESPACE + place(call) + "<UploadId>" + upload
                + "</UploadId></InitiateMultipartUploadResult>";
    }

    static String completed(Call call, StoredObject object) {
        return "<CompleteMultipartUploadResult" + NAMESPACE + place(call) + "<ETag>" + escaped(object.etag())
                + "</ETag></CompleteMultipartUploadResult>";
    }

    static String deleted(List<String> keys) {
        return keys.stream()
                .map(key -> "<Deleted><Key>" + escaped(key) + "</Key></Deleted>")
                .collect(Collectors.joining("", "<DeleteResult" + NAMESPACE, "</DeleteResult>"));
    }

    private static String place(Call call) {
        return "<Bucket>" + escaped(call.bucket()) + "</Bucket><Key>" + escaped(call.key()) + "</Key>";
    }

    /** The texts of all elements of that name. */
    static List<String> texts(byte[] body, String element) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var found = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getElementsByTagName(element);
            return IntStream.range(0, found.getLength())
                    .mapToObj(index -> found.item(index).getTextContent())
                    .toList();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new S3Refusal(400, "MalformedXML", String.valueOf(e.getMessage()));
        }
    }

    private static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
