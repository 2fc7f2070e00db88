#pragma once
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/// `OPENSSL_free` is a macro.
static inline void lt_openssl_free(void *memory) { OPENSSL_free(memory); }

// `STACK_OF(X509)` lives in macros.
static inline STACK_OF(X509) *lt_x509_stack_new(void) { return sk_X509_new_null(); }
static inline void lt_x509_stack_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
static inline void lt_x509_stack_push(STACK_OF(X509) *stack, X509 *certificate) { sk_X509_push(stack, certificate); }
static inline int lt_x509_stack_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *lt_x509_stack_value(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }

/// RFC 2253, with characters beyond ASCII written as themselves.
static inline unsigned long lt_name_flags(void) { return XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB; }

// `EXTENDED_KEY_USAGE` is a stack too.
static inline EXTENDED_KEY_USAGE *lt_extended_key_usage(const X509 *certificate) {
    return (EXTENDED_KEY_USAGE *)X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
}
static inline int lt_usage_count(const EXTENDED_KEY_USAGE *usages) { return sk_ASN1_OBJECT_num(usages); }
static inline ASN1_OBJECT *lt_usage_value(const EXTENDED_KEY_USAGE *usages, int index) {
    return sk_ASN1_OBJECT_value(usages, index);
}
static inline void lt_usage_free(EXTENDED_KEY_USAGE *usages) { EXTENDED_KEY_USAGE_free(usages); }

// A CMS message's signers and certificates are stacks as well; the certificates are the caller's to free.
static inline int lt_cms_signer_count(CMS_ContentInfo *cms) { return sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms)); }
static inline CMS_SignerInfo *lt_cms_signer(CMS_ContentInfo *cms, int index) {
    return sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms), index);
}
static inline void lt_x509_stack_free_all(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }
