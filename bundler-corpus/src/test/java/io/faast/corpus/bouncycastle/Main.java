package io.faast.corpus.bouncycastle;

import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.util.ASN1Dump;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pqc.jcajce.provider.BouncyCastlePQCProvider;

/** Bouncy Castle: signed jars; classes of algorithms found by names that providers put together. */
public final class Main {
  private static final byte[] TEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);

  private Main() {}

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    Provider provider = new BouncyCastleProvider();
    Security.addProvider(provider);
    Security.addProvider(new BouncyCastlePQCProvider());
    cases.add("services", () -> provider.getServices().size() + provider.getInfo());
    // Every service: the class behind it is made by reflection.
    for (String type :
        new TreeSet<>(provider.getServices().stream().map(Provider.Service::getType).toList())) {
      cases.add(
          "instances " + type,
          () -> {
            TreeSet<String> results = new TreeSet<>();
            int made = 0;
            for (Provider.Service service : provider.getServices()) {
              if (service.getType().equals(type)) {
                try {
                  made += service.newInstance(null) == null ? 0 : 1;
                } catch (Exception e) {
                  results.add(
                      service.getAlgorithm()
                          + ": "
                          + e.getClass().getSimpleName()
                          + (e.getCause() == null ? "" : " " + e.getCause()));
                }
              }
            }
            return made + " " + results;
          });
    }
    cases.add(
        "PQC",
        () -> {
          int made = 0;
          for (Provider.Service service : Security.getProvider("BCPQC").getServices()) {
            made += service.newInstance(null) == null ? 0 : 1;
          }
          return made;
        });
    for (String name :
        List.of(
            "MD2",
            "MD4",
            "RIPEMD160",
            "SHA3-384",
            "Whirlpool",
            "SM3",
            "GOST3411",
            "BLAKE2B-256",
            "BLAKE3-256",
            "Skein-512-256",
            "KECCAK-224",
            "DSTU7564-256",
            "TIGER",
            "NONE")) {
      cases.add("digest " + name, () -> MessageDigest.getInstance(name, "BC").digest(TEXT));
    }
    for (String name :
        List.of(
            "AES/GCM/NoPadding",
            "AES/CCM/NoPadding",
            "AES/EAX/NoPadding",
            "AES/OCB/NoPadding",
            "Twofish/CBC/PKCS7Padding",
            "Serpent/CTR/NoPadding",
            "Camellia/CFB8/NoPadding",
            "SM4/OFB/NoPadding",
            "CAST6/CBC/ISO10126Padding",
            "AES/CBC/TBCPadding",
            "AES/CBC/X923Padding",
            "AES/CTS/NoPadding",
            "AES/XYZ/NoPadding",
            "Threefish-256/CBC/PKCS5Padding",
            "ARIA/ECB/PKCS5Padding",
            "DSTU7624/ECB/NoPadding")) {
      cases.add("cipher " + name, () -> cipher(name));
    }
    for (String name :
        List.of(
            "HMACSHA3-256",
            "AESCMAC",
            "POLY1305",
            "SIPHASH-2-4",
            "GOST28147MAC",
            "KMAC128",
            "HMACRIPEMD160",
            "SKEIN-MAC-256-256",
            "VMPCMAC")) {
      cases.add(
          "mac " + name,
          () -> {
            Mac mac = Mac.getInstance(name, "BC");
            mac.init(new SecretKeySpec(new byte[name.startsWith("SIP") ? 16 : 32], name));
            return mac.doFinal(TEXT).length;
          });
    }
    for (String name :
        List.of(
            "RSA",
            "EC",
            "Ed25519",
            "X448",
            "DSA",
            "ElGamal",
            "ML-DSA-44",
            "ML-KEM-512",
            "SLH-DSA-SHA2-128F",
            "XMSS",
            "LMS",
            "EC:brainpoolP256r1",
            "EC:sm2p256v1",
            "EC:no-such-curve",
            "ECGOST3410:GostR3410-2001-CryptoPro-A",
            "Rainbow")) {
      cases.add("keys " + name, () -> keys(name));
    }
    for (String name :
        List.of(
            "SHA256withRSAandMGF1",
            "SHA3-256withECDSA",
            "Ed25519",
            "SM3withSM2",
            "RIPEMD160withRSA",
            "SHA512withPLAIN-ECDSA",
            "SHA256withECNR",
            "ML-DSA-65",
            "SHA1withNOTHING")) {
      cases.add("signature " + name, () -> signature(name));
    }
    for (String name :
        List.of(
            "PBKDF2WITHHMACSHA3-256",
            "SCRYPT",
            "PBEWITHSHA256AND256BITAES-CBC-BC",
            "PBEWithMD5AndDES",
            "PBKDF2WITHHMACGOST3411")) {
      cases.add(
          "secret " + name,
          () ->
              SecretKeyFactory.getInstance(name, "BC")
                  .generateSecret(
                      name.equals("SCRYPT")
                          ? new org.bouncycastle.jcajce.spec.ScryptKeySpec(
                              "pw".toCharArray(), new byte[8], 16, 2, 1, 256)
                          : new PBEKeySpec("pw".toCharArray(), new byte[8], 10, 256))
                  .getEncoded());
    }
    cases.add(
        "agreement",
        () -> {
          KeyPair a = pair("X25519", null);
          KeyPair b = pair("X25519", null);
          KeyAgreement one = KeyAgreement.getInstance("X25519", "BC");
          one.init(a.getPrivate());
          one.doPhase(b.getPublic(), true);
          KeyAgreement two = KeyAgreement.getInstance("X25519", "BC");
          two.init(b.getPrivate());
          two.doPhase(a.getPublic(), true);
          return Arrays.equals(one.generateSecret(), two.generateSecret());
        });
    KeyPair pair = pair("RSA", null);
    X509Certificate certificate = certificate(pair);
    cases.add(
        "certificate",
        () -> {
          certificate.verify(pair.getPublic(), "BC");
          return certificate.getSubjectX500Principal()
              + certificate.getSigAlgName()
              + CertificateFactory.getInstance("X.509", "BC")
                  .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()))
                  .equals(certificate);
        });
    for (String type : List.of("BKS", "UBER", "BCFKS", "NONE")) {
      cases.add(
          "key store " + type,
          () -> {
            KeyStore store = KeyStore.getInstance(type, "BC");
            store.load(null, null);
            store.setKeyEntry(
                "k", pair.getPrivate(), "pw".toCharArray(), new X509Certificate[] {certificate});
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, "pw".toCharArray());
            KeyStore again = KeyStore.getInstance(type, "BC");
            again.load(new ByteArrayInputStream(out.toByteArray()), "pw".toCharArray());
            return again.getKey("k", "pw".toCharArray()).equals(pair.getPrivate());
          });
    }
    cases.add(
        "pem",
        () -> {
          StringWriter text = new StringWriter();
          try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pair.getPrivate());
            writer.writeObject(certificate);
          }
          PEMParser parser = new PEMParser(new StringReader(text.toString()));
          return parser.readObject().getClass() + " " + parser.readObject().getClass();
        });
    cases.add(
        "cms",
        () -> {
          CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
          generator.addRecipientInfoGenerator(
              new JceKeyTransRecipientInfoGenerator(certificate).setProvider("BC"));
          CMSEnvelopedData data =
              generator.generate(
                  new CMSProcessableByteArray(TEXT),
                  new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                      .setProvider("BC")
                      .build());
          return new String(
              new CMSEnvelopedData(data.getEncoded())
                  .getRecipientInfos()
                  .iterator()
                  .next()
                  .getContent(
                      new JceKeyTransEnvelopedRecipient(pair.getPrivate()).setProvider("BC")),
              StandardCharsets.UTF_8);
        });
    cases.add(
        "asn1",
        () ->
            ASN1Dump.dumpAsString(new ASN1InputStream(pair.getPublic().getEncoded()).readObject())
                    .length()
                > 100);
    cases.add("asn1 broken", () -> new ASN1InputStream(new byte[] {0x30, 0x7f, 1}).readObject());
    cases.add(
        "armor",
        () -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (OutputStream armored = new ArmoredOutputStream(out)) {
            armored.write(TEXT);
          }
          return out.toString(StandardCharsets.US_ASCII).replaceAll("Version:.*", "v");
        });
    cases.add(
        "serial",
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          new ObjectOutputStream(bytes).writeObject(pair("EC", "P-256").getPublic());
          Object copy =
              new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
          return copy.getClass().getName();
        });
    cases.finish();
  }

  private static String cipher(String name) throws Exception {
    String algorithm = name.substring(0, name.indexOf('/'));
    int block = name.startsWith("Threefish") ? 32 : 16;
    SecretKeySpec key = new SecretKeySpec(new byte[block], algorithm);
    Cipher cipher = Cipher.getInstance(name, "BC");
    byte[] plain = Arrays.copyOf(TEXT, 32);
    if (name.contains("ECB")) {
      cipher.init(Cipher.ENCRYPT_MODE, key);
    } else {
      int size = name.contains("GCM") || name.contains("CCM") || name.contains("OCB") ? 12 : block;
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[size]));
    }
    byte[] secret = cipher.doFinal(plain);
    boolean random = name.contains("10126") || name.contains("X923");
    AlgorithmParameters parameters = cipher.getParameters();
    cipher.init(Cipher.DECRYPT_MODE, key, parameters);
    return (random ? secret.length : Cases.text(secret))
        + " "
        + (parameters == null ? "" : parameters.getAlgorithm())
        + Arrays.equals(cipher.doFinal(secret), plain);
  }

  private static KeyPair pair(String algorithm, String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, "BC");
    if (curve != null) {
      generator.initialize(new ECGenParameterSpec(curve));
    } else if (List.of("RSA", "DSA").contains(algorithm)) {
      generator.initialize(1024);
    } else if (algorithm.equals("ElGamal")) {
      generator.initialize(128);
    }
    return generator.generateKeyPair();
  }

  private static String keys(String name) throws Exception {
    int colon = name.indexOf(':');
    String algorithm = colon < 0 ? name : name.substring(0, colon);
    if (List.of("XMSS", "LMS", "Rainbow").contains(algorithm)) {
      return KeyFactory.getInstance(algorithm, "BCPQC").getAlgorithm();
    }
    KeyPair pair = pair(algorithm, colon < 0 ? null : name.substring(colon + 1));
    KeyFactory factory = KeyFactory.getInstance(algorithm, "BC");
    return pair.getPublic().getAlgorithm()
        + " "
        + pair.getPublic().getFormat()
        + factory
            .generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()))
            .equals(pair.getPublic())
        + factory
            .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()))
            .getClass()
            .getSimpleName();
  }

  private static String signature(String name) throws Exception {
    Signature signature = Signature.getInstance(name, "BC");
    KeyPair pair =
        name.contains("RSA")
            ? pair("RSA", null)
            : name.contains("EC")
                ? pair("EC", "P-256")
                : name.contains("SM2") ? pair("EC", "sm2p256v1") : pair(name, null);
    signature.initSign(pair.getPrivate(), new SecureRandom());
    signature.update(TEXT);
    byte[] bytes = signature.sign();
    signature.initVerify(pair.getPublic());
    signature.update(TEXT);
    boolean good = signature.verify(bytes);
    signature.update(new byte[1]);
    return good + " " + signature.verify(bytes) + signature.getAlgorithm();
  }

  private static X509Certificate certificate(KeyPair pair) throws Exception {
    X500Name name = new X500Name("CN=Corpus, O=Faast, C=DE");
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.TEN,
            new Date(0),
            new Date(4_000_000_000_000L),
            name,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(3));
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withRSA")
                    .setProvider("BC")
                    .build(pair.getPrivate())));
  }
}
